package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a rule of a role allows, one verb on one resource.
 *
 * @param resource plural, with {@code /subresource} if there is one
 * @param group empty for the core
 */
record Right(String verb, String resource, String group) implements Comparable<Right> {
  private static final Set<String> ROLES = Set.of("Role", "ClusterRole");

  /** Reads {@code patch rollouts/status.argoproj.io}, as {@link #toString} writes it. */
  static Right parse(String text) {
    int blank = text.indexOf(' ');
    int dot = text.indexOf('.');
    return dot < 0
        ? new Right(text.substring(0, blank), text.substring(blank + 1), "")
        : new Right(
            text.substring(0, blank), text.substring(blank + 1, dot), text.substring(dot + 1));
  }

  /** What the roles among these objects grant. */
  static Set<Right> grantedBy(List<? extends JsonNode> objects) {
    return objects.stream()
        .filter(object -> ROLES.contains(object.path("kind").asText()))
        .flatMap(role -> Json.elements(role.path("rules")))
        .flatMap(Right::ofRule)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Right> ofRule(JsonNode rule) {
    return texts(rule, "apiGroups")
        .flatMap(
            group ->
                texts(rule, "resources")
                    .flatMap(
                        resource ->
                            texts(rule, "verbs").map(verb -> new Right(verb, resource, group))));
  }

  private static Stream<String> texts(JsonNode rule, String field) {
    return Json.elements(rule.path(field)).map(JsonNode::asText);
  }

  /** The labels of the metric's series that tells that it is missing. */
  String labels() {
    return "{group=\"%s\",resource=\"%s\",verb=\"%s\"}".formatted(group, resource, verb);
  }

  /** How the API server says that it is missing. */
  String refusal() {
    return "cannot %s resource \"%s\" in API group \"%s\"".formatted(verb, resource, group);
  }

  @Override
  public int compareTo(Right other) {
    return toString().compareTo(other.toString());
  }

  /** {@code patch rollouts/status.argoproj.io}. */
  @Override
  public String toString() {
    return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
  }
}

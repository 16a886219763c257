package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rights of an account as its roles grant them, some of which are taken away for a while.
 *
 * @param user {@code system:serviceaccount:NAMESPACE:NAME}
 */
record WithheldRights(TestNamespace namespace, String user) {
  private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";

  /** Grants what was taken away. */
  @FunctionalInterface
  interface Withheld extends AutoCloseable {
    @Override
    void close();
  }

  /** Takes a right away in every role of the account. */
  Withheld without(String verb, String resource) {
    List<Runnable> undo = new ArrayList<>();
    for (String path : roles()) {
      JsonNode rules = get(path).path("rules");
      ArrayNode fewer = without(rules, verb, resource);
      if (!fewer.equals(rules)) {
        set(path, fewer);
        undo.add(() -> set(path, rules));
      }
    }
    if (undo.isEmpty()) {
      throw new IllegalStateException(user + " has no right to " + verb + " " + resource);
    }
    return () -> undo.forEach(Runnable::run);
  }

  private static ArrayNode without(JsonNode rules, String verb, String resource) {
    ArrayNode fewer = Json.array();
    for (JsonNode rule : rules) {
      if (contains(rule.path("resources"), resource) && contains(rule.path("verbs"), verb)) {
        reduced(rule, "resources", resource).ifPresent(fewer::add);
        ObjectNode alone = rule.deepCopy();
        alone.putArray("resources").add(resource);
        reduced(alone, "verbs", verb).ifPresent(fewer::add);
      } else {
        fewer.add(rule);
      }
    }
    return fewer;
  }

  /** A rule without one of a field's entries; none if there is no other. */
  private static Optional<ObjectNode> reduced(JsonNode rule, String field, String entry) {
    ObjectNode reduced = rule.deepCopy();
    ArrayNode left = reduced.putArray(field);
    Json.elements(rule.path(field)).filter(one -> !one.asText().equals(entry)).forEach(left::add);
    return left.isEmpty() ? Optional.empty() : Optional.of(reduced);
  }

  private static boolean contains(JsonNode list, String entry) {
    return Json.elements(list).anyMatch(one -> one.asText().equals(entry));
  }

  /** The paths of the roles that are bound to the account. */
  private List<String> roles() {
    List<String> roles = new ArrayList<>();
    String here = RBAC + "namespaces/" + namespace.name() + "/";
    for (JsonNode binding : get(RBAC + "clusterrolebindings").path("items")) {
      if (isOurs(binding)) {
        roles.add(RBAC + "clusterroles/" + binding.path("roleRef").path("name").asText());
      }
    }
    for (JsonNode binding : get(here + "rolebindings").path("items")) {
      if (isOurs(binding)) {
        boolean cluster = binding.path("roleRef").path("kind").asText().equals("ClusterRole");
        roles.add(
            (cluster ? RBAC + "clusterroles/" : here + "roles/")
                + binding.path("roleRef").path("name").asText());
      }
    }
    return roles;
  }

  private boolean isOurs(JsonNode binding) {
    return Json.elements(binding.path("subjects"))
        .anyMatch(
            subject ->
                user.equals(
                    "system:serviceaccount:%s:%s"
                        .formatted(
                            subject.path("namespace").asText(), subject.path("name").asText())));
  }

  private JsonNode get(String path) {
    try {
      return namespace.cluster().api().get(path).orThrow(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void set(String path, JsonNode rules) {
    ObjectNode patch = Json.object();
    patch.set("rules", rules);
    try {
      namespace.cluster().api().patch(path, Api.Patch.MERGE, patch).orThrow(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One rule of a route of the Gateway API.
 *
 * @param index in {@code spec.rules}
 */
record RouteRule(ObjectNode tree, int index) {

  /** The rules that are objects, in order. */
  static List<RouteRule> of(JsonNode route) {
    List<RouteRule> rules = new ArrayList<>();
    JsonNode list = route.path("spec").path("rules");
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof ObjectNode rule) {
        rules.add(new RouteRule(rule, i));
      }
    }
    return rules;
  }

  String name() {
    return tree.path("name").asText();
  }

  /** As Kubernetes compares it once its defaults are filled in. */
  JsonNode canonicalMatches() {
    ArrayNode matches = tree.arrayNode();
    tree.path("matches").forEach(match -> matches.add(canonical(match)));
    if (matches.isEmpty()) {
      matches.addObject();
    }
    return matches;
  }

  private static JsonNode canonical(JsonNode match) {
    if (!(match.deepCopy() instanceof ObjectNode copy)) {
      return match;
    }
    JsonNode path = copy.path("path");
    if (path.path("type").asText("PathPrefix").equals("PathPrefix")) {
      if (path.path("value").asText("/").equals("/")) {
        copy.remove("path");
      } else if (path instanceof ObjectNode object) {
        object.put("type", "PathPrefix");
      }
    }
    for (String list : new String[] {"headers", "queryParams"}) {
      for (JsonNode entry : copy.path(list)) {
        if (entry instanceof ObjectNode object && !object.has("type")) {
          object.put("type", "Exact");
        }
      }
    }
    if (copy.path("method") instanceof ObjectNode method && !method.has("type")) {
      method.put("type", "Exact");
    }
    return copy;
  }

  /**
   * The same rule of the live route: by name, or else by matches.
   *
   * @param taken indexes of candidates that are others' already
   */
  Optional<RouteRule> match(List<RouteRule> candidates, Set<Integer> taken) {
    List<RouteRule> free =
        candidates.stream().filter(live -> !taken.contains(live.index())).toList();
    return free.stream()
        .filter(live -> !name().isEmpty() && live.name().equals(name()))
        .findFirst()
        .or(
            () ->
                free.stream()
                    .filter(live -> live.canonicalMatches().equals(canonicalMatches()))
                    .findFirst());
  }

  /** The first backend that leads to a Service. */
  Optional<ObjectNode> backend(String service) {
    return backends().stream().filter(ref -> leadsTo(ref, service)).findFirst();
  }

  List<ObjectNode> backends() {
    List<ObjectNode> backends = new ArrayList<>();
    for (JsonNode ref : tree.path("backendRefs")) {
      if (ref instanceof ObjectNode object) {
        backends.add(object);
      }
    }
    return backends;
  }

  private static boolean leadsTo(JsonNode backend, String service) {
    return backend.path("name").asText().equals(service)
        && backend.path("kind").asText("Service").equals("Service")
        && backend.path("group").asText("").isEmpty();
  }

  boolean splits(RouteClaim claim) {
    return backend(claim.canary()).isPresent() && backend(claim.stable()).isPresent();
  }

  /**
   * Whether a step of the Rollout added the rule: it bears the name of a managed route, possibly
   * with a number, or, where the CRD knows no names, leads to one of its Services only and matches
   * all headers of a step.
   */
  boolean injectedBy(RouteClaim claim) {
    return name().isEmpty() ? unnamedInjected(claim) : claim.injected().contains(baseName(claim));
  }

  private String baseName(RouteClaim claim) {
    String name = name();
    int dash = name.lastIndexOf('-');
    boolean numbered =
        !claim.injected().contains(name)
            && dash > 0
            && dash < name.length() - 1
            && name.chars().skip(dash + 1L).allMatch(c -> c >= '0' && c <= '9');
    return numbered ? name.substring(0, dash) : name;
  }

  private boolean unnamedInjected(RouteClaim claim) {
    List<ObjectNode> backends = backends();
    if (claim.injected().isEmpty()
        || backends.size() != 1
        || !(leadsTo(backends.getFirst(), claim.canary())
            || leadsTo(backends.getFirst(), claim.stable()))) {
      return false;
    }
    for (JsonNode match : tree.path("matches")) {
      Set<String> names = new HashSet<>();
      match.path("headers").forEach(header -> names.add(header.path("name").asText()));
      Set<String> present = RouteClaim.lowerCase(names);
      if (claim.headers().stream().anyMatch(present::containsAll)) {
        return true;
      }
    }
    return false;
  }
}

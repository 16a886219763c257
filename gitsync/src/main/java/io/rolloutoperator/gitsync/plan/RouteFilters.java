package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a commit that waits for the end of an update may change of a Rollout's route: the filters of
 * its rules. Everything else stays as it is, weights and rules that steps added among it.
 */
final class RouteFilters {

  private RouteFilters() {}

  /**
   * The route as it is, with Git's filters.
   *
   * @return empty if it has them, or no Rollout means the route
   */
  static Optional<ObjectNode> onto(ObjectNode live, ObjectNode desired, List<ObjectNode> rollouts) {
    if (!RouteFields.isRoute(ObjectId.of(desired))) {
      return Optional.empty();
    }
    List<RouteClaim> claims = RouteClaim.on(desired, Optional.of(live), rollouts);
    if (claims.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode route = appliable(live);
    List<RouteRule> present =
        RouteRule.of(route).stream()
            .filter(rule -> claims.stream().noneMatch(rule::injectedBy))
            .toList();
    Set<Integer> taken = new HashSet<>();
    boolean changed = false;
    for (RouteRule wanted : RouteRule.of(desired)) {
      Optional<RouteRule> found = wanted.match(present, taken);
      if (found.isPresent()) {
        taken.add(found.get().index());
        changed |= put(found.get().tree(), wanted.tree().path("filters"));
      }
    }
    return changed ? Optional.of(route) : Optional.empty();
  }

  /** Without what only the API server writes. */
  private static ObjectNode appliable(ObjectNode live) {
    ObjectNode route = live.deepCopy();
    route.remove("status");
    route.withObjectProperty("metadata").retain("name", "namespace", "labels", "annotations");
    return route;
  }

  /** Whether that changes the rule. */
  private static boolean put(ObjectNode rule, JsonNode filters) {
    JsonNode before = rule.path("filters");
    if (filters.isEmpty() ? before.isEmpty() : filters.equals(before)) {
      return false;
    }
    if (filters.isEmpty()) {
      rule.remove("filters");
    } else {
      rule.set("filters", filters.deepCopy());
    }
    return true;
  }
}

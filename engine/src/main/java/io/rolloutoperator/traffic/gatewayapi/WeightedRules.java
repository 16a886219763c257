package io.rolloutoperator.traffic.gatewayapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.engine.traffic.TrafficTarget;
import java.util.List;

/**
 * Sets the weights in every rule that splits traffic between canary and stable; other backends keep
 * theirs.
 */
record WeightedRules(TrafficTarget target, ManagedRules managed) {

  /** The rules of the route that lead to both Services and were not added by a step. */
  List<ObjectNode> in(ObjectNode route) {
    return Rules.of(route).stream()
        .filter(rule -> Rules.hasBoth(rule, target.canaryService(), target.stableService()))
        .filter(rule -> !managed.managed(rule))
        .toList();
  }

  void edit(List<ObjectNode> rules) {
    for (ObjectNode rule : rules) {
      set(rule, target.canaryService(), target.canaryWeight());
      set(rule, target.stableService(), target.stableWeight());
    }
  }

  private static void set(ObjectNode rule, String service, int weight) {
    Rules.backend(rule, service)
        .filter(backend -> weight(backend) != weight)
        .ifPresent(backend -> backend.put("weight", weight));
  }

  /** A backend without weight has 1. */
  private static long weight(ObjectNode backend) {
    return backend.path("weight").asLong(1);
  }
}

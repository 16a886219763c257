package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The share of traffic that the canary has, as far as it can be known. */
final class Weights {

  private static final int ALL = 100;

  private Weights() {}

  /**
   * That of the router; without one the canary's share of available pods. Where there is one
   * version the router's weight is 0, and means that of the former canary.
   *
   * @param wanted what counts if no pod is available to compare with
   */
  static int actual(RolloutObjects objects, int wanted) {
    JsonNode status = objects.rollout().path("status");
    String current = At.text(status, "currentPodHash");
    if (current.equals(At.text(status, "stableRS"))) {
      return wanted;
    }
    Optional<Integer> routed = At.number(status, "canary", "weights", "canary", "weight");
    if (routed.isPresent()) {
      return routed.get();
    }
    int available = At.count(status, "availableReplicas");
    int ofCanary =
        Revisions.withHash(objects.replicaSets(), current)
            .map(set -> At.count(set, "status", "availableReplicas"))
            .orElse(0);
    return available == 0 ? 0 : Math.min(ALL, ofCanary * ALL / available);
  }

  /** What the router said about the weight; "" if nothing. */
  static String confirmation(JsonNode status) {
    JsonNode verified = At.node(status, "canary", "weights", "verified");
    if (!verified.isBoolean()) {
      return "";
    }
    return verified.asBoolean() ? "confirmed by the router" : "not confirmed yet";
  }
}

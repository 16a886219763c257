package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Rollout;
import java.util.Set;

/**
 * The Services that a Rollout names, read from its tree, since this is asked for every Rollout on
 * every Service's event.
 */
final class WrittenServices {

  private WrittenServices() {}

  static Set<String> of(Rollout rollout) {
    JsonNode canary = ReplicaSetReader.tree(rollout.getSpec()).path("strategy").path("canary");
    String stable = canary.path("stableService").asText("");
    String canaryService = canary.path("canaryService").asText("");
    return stable.equals(canaryService) ? Set.of(stable) : Set.of(stable, canaryService);
  }
}

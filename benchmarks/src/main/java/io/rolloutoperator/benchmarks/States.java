package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;

/** States of a Rollout as its status tells them. */
final class States {
  private States() {}

  static boolean healthy(JsonNode rollout) {
    return observed(rollout) && phase(rollout).equals("Healthy");
  }

  static boolean degraded(JsonNode rollout) {
    return observed(rollout) && phase(rollout).equals("Degraded");
  }

  static boolean aborted(JsonNode rollout) {
    return degraded(rollout) && status(rollout).hasNonNull("abortedAt");
  }

  /** Returns whether it waits in the pause of that step, counted from 0. */
  static boolean pausedAt(JsonNode rollout, int step) {
    return observed(rollout)
        && status(rollout).path("currentStepIndex").asInt(-1) == step
        && !status(rollout).path("pauseConditions").isEmpty();
  }

  private static boolean observed(JsonNode rollout) {
    return status(rollout)
        .path("observedGeneration")
        .asText()
        .equals(rollout.path("metadata").path("generation").asText());
  }

  private static String phase(JsonNode rollout) {
    return status(rollout).path("phase").asText();
  }

  private static JsonNode status(JsonNode rollout) {
    return rollout.path("status");
  }
}

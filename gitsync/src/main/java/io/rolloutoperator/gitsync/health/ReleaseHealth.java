package io.rolloutoperator.gitsync.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.OneLine;
import java.time.Instant;

/** Rollouts by their phase, and what measures them. */
final class ReleaseHealth {

  private static final String WORKLOAD_GENERATION = "rollout.argoproj.io/workload-generation";

  private ReleaseHealth() {}

  static Health rollout(ObjectNode live, Instant now) {
    JsonNode status = live.path("status");
    String message = OneLine.clean(status.path("message").asText(), Health.LONGEST_MESSAGE);
    String workload = live.path("metadata").path("annotations").path(WORKLOAD_GENERATION).asText();
    if (!workload.isEmpty()
        && !status.path("workloadObservedGeneration").asText().equals(workload)) {
      return Health.inProgress("waiting for the workload's change to be observed");
    }
    return switch (status.path("phase").asText()) {
      case "Healthy" -> Health.current();
      case "Paused" -> Health.paused(pause(live, message));
      case "Degraded" ->
          retried(status, message)
              ? Health.inProgress("waiting for the retry to begin")
              : Health.failed(message);
      default -> Health.inProgress(message.isEmpty() ? "not observed yet" : message);
    };
  }

  /** The abort was taken back, and the phase has not followed yet. */
  private static boolean retried(JsonNode status, String message) {
    return message.startsWith("RolloutAborted") && !status.path("abort").asBoolean(false);
  }

  /** {@code paused at step 2 of 5 (CanaryPauseStep)}, as far as the Rollout says it. */
  private static String pause(ObjectNode live, String message) {
    int steps = live.at("/spec/strategy/canary/steps").size();
    int index = live.at("/status/currentStepIndex").asInt(-1);
    if (index < 0 || index >= steps) {
      return message;
    }
    String step = "paused at step %d of %d".formatted(index + 1, steps);
    return message.isEmpty() ? step : step + " (" + message + ")";
  }

  static Health run(ObjectNode live, Instant now) {
    JsonNode status = live.path("status");
    String phase = status.path("phase").asText();
    String message = OneLine.clean(status.path("message").asText(), Health.LONGEST_MESSAGE);
    return switch (phase) {
      case "Successful" -> Health.current();
      case "Failed", "Error", "Inconclusive" ->
          Health.failed(message.isEmpty() ? phase : phase + ": " + message);
      default -> Health.inProgress(message.isEmpty() ? "not finished" : message);
    };
  }
}

package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A Rollout's phase as clients tell it: that of the status, unless the status is about an older
 * spec, or there was a resume or a retry that the controller has not seen.
 *
 * @param word Healthy, Degraded, Progressing or Paused; {@code Unknown} before the first status
 */
public record Phase(String word, String message) {

  private static final String PROGRESSING = "Progressing";

  /** How the message of an aborted update begins. */
  private static final String ABORTED = "RolloutAborted";

  public static Phase of(JsonNode rollout) {
    JsonNode status = rollout.path("status");
    String generation = rollout.path("metadata").path("generation").asText("");
    if (!generation.equals(status.path("observedGeneration").asText(""))) {
      return new Phase(PROGRESSING, "waiting for rollout spec update to be observed");
    }
    String workload = At.annotation(rollout, "rollout.argoproj.io/workload-generation");
    if (!workload.equals(status.path("workloadObservedGeneration").asText(""))) {
      return new Phase(
          PROGRESSING, "waiting for rollout spec update to be observed for the reference workload");
    }
    if (At.flag(status, "controllerPause")
        && status.path("pauseConditions").isEmpty()
        && !At.flag(rollout, "spec", "paused")) {
      return new Phase(PROGRESSING, "waiting for rollout to unpause");
    }
    String word = At.text(status, "phase");
    String message = At.text(status, "message");
    if (word.equals("Degraded") && message.startsWith(ABORTED) && !At.flag(status, "abort")) {
      return new Phase(PROGRESSING, "waiting for rollout to retry");
    }
    return new Phase(word.isEmpty() ? "Unknown" : word, message);
  }

  public boolean healthy() {
    return word.equals("Healthy");
  }

  public boolean degraded() {
    return word.equals("Degraded");
  }

  public boolean paused() {
    return word.equals("Paused");
  }

  /** {@code Paused - CanaryPauseStep}. */
  public String sentence() {
    return message.isEmpty() ? word : word + " - " + message;
  }
}

package io.rolloutoperator.notify.message;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How far a release has come. All are texts of numbers, empty where there is none.
 *
 * @param step index of the step it is at, {@code status.currentStepIndex}
 * @param steps how many there are
 * @param weight of the canary, as the router was asked for
 */
public record Progress(String step, String steps, String weight) {

  /** Nothing is known. */
  public static final Progress UNKNOWN = new Progress("", "", "");

  /**
   * Reads a Rollout; of one whose abort was acted upon, and whose status begins anew, nothing is
   * known.
   */
  public static Progress of(JsonNode rollout) {
    JsonNode status = rollout.path("status");
    if (status.path("abort").asBoolean() && status.hasNonNull("abortedAt")) {
      return UNKNOWN;
    }
    JsonNode steps = rollout.at("/spec/strategy/canary/steps");
    return new Progress(
        steps.isEmpty() ? "" : number(rollout.at("/status/currentStepIndex")),
        steps.isEmpty() ? "" : Integer.toString(steps.size()),
        number(rollout.at("/status/canary/weights/canary/weight")));
  }

  private static String number(JsonNode node) {
    return node.isNumber() ? Integer.toString(node.asInt()) : "";
  }
}

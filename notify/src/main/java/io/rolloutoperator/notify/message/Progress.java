package io.rolloutoperator.notify.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.StepIndex;
import io.rolloutoperator.api.StepWeights;
import java.util.Optional;

/**
 * How far a release has come. All are texts of numbers, empty where there is none.
 *
 * @param step index of the step it is at, {@code status.currentStepIndex}
 * @param steps how many there are
 * @param weight of the canary, 0 to 100: what the router was asked for, or else what the steps want
 */
public record Progress(String step, String steps, String weight) {

  /** Nothing is known. */
  public static final Progress UNKNOWN = new Progress("", "", "");

  /** Per cent. */
  private static final int ALL = 100;

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
        weight(rollout, steps));
  }

  private static String weight(JsonNode rollout, JsonNode steps) {
    String asked = number(rollout.at("/status/canary/weights/canary/weight"));
    JsonNode index = rollout.at("/status/currentStepIndex");
    boolean isKnown = !asked.isEmpty() || steps.isEmpty() || !index.isNumber();
    return isKnown ? asked : wanted(steps, index.asInt());
  }

  /** Without a router, the number of pods follows the last weight that a step has set. */
  private static String wanted(JsonNode steps, int index) {
    StepWeights weights =
        new StepWeights(steps.size(), step -> setBy(steps.path(step).path("setWeight")));
    return Integer.toString(weights.inForce(StepIndex.within(index, steps.size()), ALL));
  }

  private static Optional<Integer> setBy(JsonNode weight) {
    return weight.isNumber() ? Optional.of(weight.asInt()) : Optional.empty();
  }

  private static String number(JsonNode node) {
    return node.isNumber() ? Integer.toString(node.asInt()) : "";
  }
}

package io.rolloutoperator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.StepWeights;
import java.util.Optional;
import java.util.OptionalInt;

/** The share that a Rollout without a router asks for the new version, by its current step. */
final class AskedWeight {

  private AskedWeight() {}

  /** Per cent; empty before the operator said where the release is. */
  static OptionalInt of(JsonNode rollout) {
    JsonNode status = rollout.path("status");
    JsonNode index = status.path("currentStepIndex");
    if (status.path("abort").asBoolean()) {
      return OptionalInt.of(0);
    }
    if (!index.isNumber()) {
      return OptionalInt.empty();
    }
    JsonNode steps = rollout.path("spec").path("strategy").path("canary").path("steps");
    StepWeights asked =
        new StepWeights(steps.size(), step -> setBy(steps.path(step).path("setWeight")));
    return OptionalInt.of(asked.inForce(index.asInt(), 100));
  }

  private static Optional<Integer> setBy(JsonNode weight) {
    return weight.isNumber() ? Optional.of(weight.asInt()) : Optional.empty();
  }
}

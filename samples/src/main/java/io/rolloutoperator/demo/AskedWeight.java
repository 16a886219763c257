package io.rolloutoperator.demo;

import com.fasterxml.jackson.databind.JsonNode;
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
    if (index.asInt() >= steps.size()) {
      return OptionalInt.of(100);
    }
    int asked = 0;
    for (int i = 0; i <= index.asInt(); i++) {
      asked = steps.path(i).path("setWeight").asInt(asked);
    }
    return OptionalInt.of(asked);
  }
}

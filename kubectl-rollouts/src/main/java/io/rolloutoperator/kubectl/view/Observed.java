package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether a status is about the spec as it is now. */
public final class Observed {

  private Observed() {}

  public static boolean by(JsonNode rollout) {
    return rollout
        .path("metadata")
        .path("generation")
        .asText("")
        .equals(rollout.path("status").path("observedGeneration").asText(""));
  }
}

package io.rolloutoperator.kubectl.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.view.At;
import java.util.Optional;

/** Whether an abort would do something. */
public final class Abort {

  public static final String PATCH = "{\"status\":{\"abort\":true}}";

  private Abort() {}

  /** Why it would not. */
  public static Optional<String> refusal(JsonNode rollout) {
    String name = "rollout \"" + At.name(rollout) + "\"";
    JsonNode status = rollout.path("status");
    if (At.flag(status, "abort")) {
      return Optional.of(name + " is aborted already: there is nothing to abort");
    }
    String stable = At.text(status, "stableRS");
    boolean observed =
        At.text(status, "observedGeneration")
            .equals(rollout.path("metadata").path("generation").asText(""));
    if (observed && !stable.isEmpty() && stable.equals(At.text(status, "currentPodHash"))) {
      return Optional.of(name + " runs its stable version: there is no update to abort");
    }
    return Optional.empty();
  }
}

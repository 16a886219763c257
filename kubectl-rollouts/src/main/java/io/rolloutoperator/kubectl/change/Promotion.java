package io.rolloutoperator.kubectl.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.kubectl.view.CanarySteps;
import java.util.Optional;

/**
 * What promotes a Rollout: the requests of Argo Rollouts' plugin, so that either can be used beside
 * the other.
 */
public sealed interface Promotion {

  /** How far a person wants to go. */
  enum Extent {
    /** Ends a pause, or the step that is under way. */
    NEXT,
    /** Deprecated: the step that is under way. */
    SKIP_CURRENT_STEP,
    /** Deprecated: all steps. */
    SKIP_ALL_STEPS,
    /** Pauses, analyses and steps. */
    FULL
  }

  /**
   * Merge patches, the one of the status first.
   *
   * @param whole for API servers without a status subresource
   */
  record Patches(Optional<String> status, Optional<String> spec, String whole)
      implements Promotion {}

  /** Nothing would happen, or nothing may. */
  record Refused(String reason) implements Promotion {}

  static Promotion of(JsonNode rollout, Extent extent) {
    return switch (extent) {
      case NEXT -> next(rollout);
      case SKIP_CURRENT_STEP -> skip(rollout, CanarySteps.of(rollout).index() + 1);
      case SKIP_ALL_STEPS -> skip(rollout, CanarySteps.of(rollout).count());
      case FULL -> full(rollout);
    };
  }

  private static Promotion skip(JsonNode rollout, int index) {
    if (rollout.path("spec").path("strategy").has("blueGreen")) {
      return new Refused("Cannot skip steps of a bluegreen rollout. Run without a flags");
    }
    CanarySteps steps = CanarySteps.of(rollout);
    if (steps.count() == 0) {
      return new Refused("Cannot skip steps of a rollout without steps");
    }
    if (steps.done()) {
      return nothing(rollout, " has done all its steps: there is nothing to skip");
    }
    if (At.flag(rollout, "status", "abort")) {
      return aborted(rollout);
    }
    String patch =
        "{\"status\":{\"currentStepIndex\":%d}}".formatted(Math.min(index, steps.count()));
    return new Patches(Optional.of(patch), Optional.empty(), patch);
  }

  private static Promotion full(JsonNode rollout) {
    boolean paused = At.flag(rollout, "spec", "paused");
    boolean promoted = isPromoted(rollout);
    if (promoted && !paused) {
      return new Refused(name(rollout) + " is fully promoted: there is nothing to promote");
    }
    if (At.flag(rollout, "status", "promoteFull") && !paused) {
      return new Refused(name(rollout) + " is being promoted in full already");
    }
    Optional<String> status =
        promoted ? Optional.empty() : Optional.of("\"status\":{\"promoteFull\":true}");
    return patches(status, paused);
  }

  private static Promotion next(JsonNode rollout) {
    boolean paused = At.flag(rollout, "spec", "paused");
    Optional<String> status = step(rollout);
    if (status.isPresent() && At.flag(rollout, "status", "abort") && !paused) {
      return aborted(rollout);
    }
    if (status.isEmpty() && !paused) {
      return nothing(rollout, " is not paused: there is nothing to promote; --full skips analyses");
    }
    return patches(status, paused);
  }

  private static Refused aborted(JsonNode rollout) {
    return new Refused(
        "%s is aborted: promote would do nothing; kubectl rollouts retry rollout %s starts it again"
            .formatted(name(rollout), At.name(rollout)));
  }

  /** Why nothing is left to do, unless all is done: then that is told. */
  private static Refused nothing(JsonNode rollout, String otherwise) {
    return new Refused(
        name(rollout)
            + (isPromoted(rollout)
                ? " is fully promoted: there is nothing to promote"
                : otherwise));
  }

  private static Patches patches(Optional<String> status, boolean paused) {
    String unpause = "\"spec\":{\"paused\":false}";
    Optional<String> spec = paused ? Optional.of("{" + unpause + "}") : Optional.empty();
    String whole =
        status
            .map(field -> paused ? "{" + unpause + "," + field + "}" : "{" + field + "}")
            .orElse("{" + unpause + "}");
    return new Patches(status.map(field -> "{" + field + "}"), spec, whole);
  }

  /** The status field that ends the pause or the step under way; empty if there is none. */
  private static Optional<String> step(JsonNode rollout) {
    JsonNode status = rollout.path("status");
    boolean held = !status.path("pauseConditions").isEmpty();
    CanarySteps steps = CanarySteps.of(rollout);
    int next = Math.min(steps.index() + 1, steps.count());
    if (isInconclusive(status) && held && At.flag(status, "controllerPause")) {
      return Optional.of(
          "\"status\":{\"pauseConditions\":null,\"controllerPause\":false,\"currentStepIndex\":%d}"
              .formatted(next));
    }
    if (held) {
      return Optional.of("\"status\":{\"pauseConditions\":null}");
    }
    return steps.done()
        ? Optional.empty()
        : Optional.of(
            "\"status\":{\"pauseConditions\":null,\"currentStepIndex\":%d}".formatted(next));
  }

  private static boolean isInconclusive(JsonNode status) {
    return At.text(status, "canary", "currentStepAnalysisRunStatus", "status")
        .equals("Inconclusive");
  }

  private static boolean isPromoted(JsonNode rollout) {
    return At.text(rollout, "status", "currentPodHash")
        .equals(At.text(rollout, "status", "stableRS"));
  }

  private static String name(JsonNode rollout) {
    return "rollout \"" + At.name(rollout) + "\"";
  }
}

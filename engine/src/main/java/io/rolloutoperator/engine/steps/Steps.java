package io.rolloutoperator.engine.steps;

import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.PauseLength;
import io.rolloutoperator.api.rollout.CanaryStep;
import io.rolloutoperator.api.rollout.RolloutPause;
import io.rolloutoperator.api.rollout.SetCanaryScale;
import io.rolloutoperator.engine.replicas.CanaryScale;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the steps of a valid canary. */
public final class Steps {

  private Steps() {}

  /**
   * The steps in their order.
   *
   * @throws IllegalArgumentException for a step that validation refuses
   */
  public static List<Step> of(List<CanaryStep> steps) {
    return steps.stream().map(Steps::of).toList();
  }

  /** The kind of a step that this version cannot carry out; empty if it can. */
  public static Optional<String> unsupportedKind(CanaryStep step) {
    if (step.experiment() != null) {
      return Optional.of("experiment");
    }
    if (step.setHeaderRoute() != null) {
      return Optional.of("setHeaderRoute");
    }
    if (step.setMirrorRoute() != null) {
      return Optional.of("setMirrorRoute");
    }
    return step.plugin() == null ? Optional.empty() : Optional.of("plugin");
  }

  private static Step of(CanaryStep step) {
    if (step.setWeight() != null) {
      return new Step.SetWeight(step.setWeight());
    }
    if (step.pause() != null) {
      return pause(step.pause());
    }
    if (step.analysis() != null) {
      return new Step.Analysis(step.analysis());
    }
    if (step.setCanaryScale() != null) {
      return canaryScale(step.setCanaryScale());
    }
    throw new IllegalArgumentException("a step that validation refuses: " + step);
  }

  private static Step.Pause pause(RolloutPause pause) {
    Optional<IntOrString> written = Optional.ofNullable(pause.duration());
    return new Step.Pause(written.map(Steps::length), written);
  }

  private static Duration length(IntOrString written) {
    return PauseLength.of(written)
        .orElseThrow(
            () -> new IllegalArgumentException("a pause that validation refuses: " + written));
  }

  private static Step.SetCanaryScale canaryScale(SetCanaryScale scale) {
    Integer replicas = scale.replicas();
    Integer weight = scale.weight();
    if (scale.matchTrafficWeight()) {
      return new Step.SetCanaryScale(
          new CanaryScale.MatchTraffic(0), label("matchTrafficWeight", "true"));
    }
    if (replicas != null) {
      return new Step.SetCanaryScale(new CanaryScale.Pods(replicas), label("replicas", replicas));
    }
    int share = weight == null ? 0 : weight;
    return new Step.SetCanaryScale(new CanaryScale.Weight(share), label("weight", share));
  }

  private static String label(String what, @Nullable Object value) {
    return "setCanaryScale{" + what + ": " + value + "}";
  }
}

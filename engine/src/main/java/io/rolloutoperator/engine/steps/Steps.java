package io.rolloutoperator.engine.steps;

import io.rolloutoperator.api.GoDuration;
import io.rolloutoperator.api.IntOrString;
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

  /**
   * Length of a pause.
   *
   * @return empty if it has none and waits for a person
   * @throws IllegalArgumentException if the text is no duration
   */
  public static Optional<Duration> length(RolloutPause pause) {
    return Optional.ofNullable(pause.duration()).map(Steps::duration);
  }

  private static Duration duration(IntOrString written) {
    return switch (written) {
      case IntOrString.Int(int seconds) -> Duration.ofSeconds(seconds);
      case IntOrString.Text(String text) -> duration(text);
    };
  }

  private static Duration duration(String text) {
    if (text.length() <= 10
        && !text.isEmpty()
        && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    return switch (GoDuration.parse(text)) {
      case GoDuration.Valid(Duration duration) -> duration;
      case GoDuration.Invalid(String message) -> throw new IllegalArgumentException(message);
    };
  }

  private static Step of(CanaryStep step) {
    if (step.setWeight() != null) {
      return new Step.SetWeight(step.setWeight());
    }
    if (step.pause() != null) {
      return new Step.Pause(length(step.pause()), Optional.ofNullable(step.pause().duration()));
    }
    if (step.analysis() != null) {
      return new Step.Analysis(step.analysis());
    }
    if (step.setCanaryScale() != null) {
      return canaryScale(step.setCanaryScale());
    }
    throw new IllegalArgumentException("a step that validation refuses: " + step);
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

package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** A state of a Rollout that somebody waits for. */
public sealed interface Goal {

  /** A phase. */
  record InPhase(String word) implements Goal {
    @Override
    public boolean reached(JsonNode rollout) {
      return Phase.of(rollout).word().equalsIgnoreCase(word);
    }
  }

  /** The version of the spec is the stable one. */
  record Promoted() implements Goal {
    @Override
    public boolean reached(JsonNode rollout) {
      String stable = At.text(rollout, "status", "stableRS");
      return Observed.by(rollout)
          && !stable.isEmpty()
          && stable.equals(At.text(rollout, "status", "currentPodHash"));
    }
  }

  /** The first steps are done. */
  record StepDone(int count) implements Goal {
    @Override
    public boolean reached(JsonNode rollout) {
      return Observed.by(rollout) && CanarySteps.of(rollout).index() >= count;
    }
  }

  /** The canary has at least this weight. */
  record Weight(int least) implements Goal {
    @Override
    public boolean reached(JsonNode rollout) {
      int all = CanarySteps.weightOfAll(rollout);
      boolean aborted = At.flag(rollout, "status", "abort");
      int wanted = CanarySteps.of(rollout).setWeight(aborted, all);
      return Observed.by(rollout) && Weights.actual(RolloutObjects.of(rollout), wanted) >= least;
    }
  }

  boolean reached(JsonNode rollout);

  /** Reads {@code paused}, {@code promoted}, {@code step=2}, {@code weight=50}. */
  static Optional<Goal> parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "healthy", "paused", "degraded", "progressing" -> Optional.of(new InPhase(lower));
      case "promoted" -> Optional.of(new Promoted());
      default -> numbered(lower);
    };
  }

  private static Optional<Goal> numbered(String text) {
    int equals = text.indexOf('=');
    String digits = text.substring(equals + 1);
    boolean number =
        equals > 0
            && !digits.isEmpty()
            && digits.length() < 6
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      return Optional.empty();
    }
    return switch (text.substring(0, equals)) {
      case "step" -> Optional.of(new StepDone(Integer.parseInt(digits)));
      case "weight" -> Optional.of(new Weight(Integer.parseInt(digits)));
      default -> Optional.empty();
    };
  }
}

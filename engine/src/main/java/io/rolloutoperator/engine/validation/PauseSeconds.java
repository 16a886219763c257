package io.rolloutoperator.engine.validation;

import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.PauseLength;
import io.rolloutoperator.api.rollout.RolloutPause;
import java.time.Duration;

/** The length of a pause step in seconds. */
final class PauseSeconds {

  private PauseSeconds() {}

  /**
   * Whole seconds, cut to 32 bits; 0 for a pause that waits for a person, -1 for a text that is
   * neither a number nor a duration.
   */
  static int of(RolloutPause pause) {
    IntOrString duration = pause.duration();
    return duration == null ? 0 : PauseLength.of(duration).map(PauseSeconds::whole).orElse(-1);
  }

  private static int whole(Duration length) {
    return Math.clamp(
        length.dividedBy(Duration.ofSeconds(1)), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}

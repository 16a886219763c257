package io.rolloutoperator.engine.validation;

import io.rolloutoperator.api.GoDuration;
import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.rollout.RolloutPause;
import java.time.Duration;
import java.util.regex.Pattern;

/** The length of a pause step in seconds. */
final class PauseSeconds {

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,10}");

  private PauseSeconds() {}

  /**
   * Seconds, cut to 32 bits; 0 for a pause that waits for a person, -1 for a text that is neither a
   * number nor a duration.
   */
  static int of(RolloutPause pause) {
    IntOrString duration = pause.duration();
    if (duration == null) {
      return 0;
    }
    return switch (duration) {
      case IntOrString.Int(int seconds) -> seconds;
      case IntOrString.Text(String text) when NUMBER.matcher(text).matches() ->
          cut(Long.parseLong(text));
      case IntOrString.Text(String text) ->
          switch (GoDuration.parse(text)) {
            case GoDuration.Valid(Duration value) -> cut(value.dividedBy(Duration.ofSeconds(1)));
            case GoDuration.Invalid invalid -> -1;
          };
    };
  }

  private static int cut(long seconds) {
    return Math.clamp(seconds, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}

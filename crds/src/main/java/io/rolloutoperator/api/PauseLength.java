package io.rolloutoperator.api;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a pause lasts, as users write it: a number of seconds, such a number as text, or a
 * duration such as {@code 10m}. Whoever judges a pause and whoever waits for it read it here, or
 * one of them would accept what stops the other.
 */
public final class PauseLength {

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,10}");

  private PauseLength() {}

  /** The length, which may be negative; empty if it is neither a number nor a duration. */
  public static Optional<Duration> of(IntOrString written) {
    return switch (written) {
      case IntOrString.Int(int seconds) -> Optional.of(Duration.ofSeconds(seconds));
      case IntOrString.Text(String text) -> ofText(text);
    };
  }

  /** The same of a text. */
  public static Optional<Duration> ofText(String text) {
    if (NUMBER.matcher(text).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    return switch (GoDuration.parse(text)) {
      case GoDuration.Valid(Duration length) -> Optional.of(length);
      case GoDuration.Invalid _ -> Optional.empty();
    };
  }
}

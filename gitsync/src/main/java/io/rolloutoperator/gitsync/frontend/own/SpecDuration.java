package io.rolloutoperator.gitsync.frontend.own;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * Durations of a spec: one or more decimal numbers, each followed by {@code ms}, {@code s}, {@code
 * m} or {@code h}.
 */
final class SpecDuration {

  /** As in the schema: nobody needs more characters. */
  private static final int LONGEST = 32;

  private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal SECOND_IN_NANOS = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(Integer.MAX_VALUE);

  private final String text;
  private int at;

  private SpecDuration(String text) {
    this.text = text;
  }

  /** Reads one, exact to the nanosecond; nothing if the text is none. */
  static Optional<Duration> parse(String text) {
    return text.isEmpty() || text.length() > LONGEST
        ? Optional.empty()
        : new SpecDuration(text).sum();
  }

  private Optional<Duration> sum() {
    BigDecimal millis = BigDecimal.ZERO;
    while (at < text.length()) {
      int from = at;
      if (!skipNumber()) {
        return Optional.empty();
      }
      BigDecimal number = new BigDecimal(text.substring(from, at));
      long unit = unit();
      if (unit == 0) {
        return Optional.empty();
      }
      millis = millis.add(number.multiply(BigDecimal.valueOf(unit)));
    }
    BigDecimal[] parts = millis.multiply(NANOS_PER_MILLI).divideAndRemainder(SECOND_IN_NANOS);
    return parts[0].compareTo(LONGEST_SECONDS) > 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(parts[0].longValue(), parts[1].longValue()));
  }

  private boolean skipNumber() {
    if (!skipDigits()) {
      return false;
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      return skipDigits();
    }
    return true;
  }

  private boolean skipDigits() {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at > from;
  }

  /** Milliseconds of the unit that stands here; 0 if there is none. */
  private long unit() {
    if (text.startsWith("ms", at)) {
      at += 2;
      return 1;
    }
    char unit = at < text.length() ? text.charAt(at++) : ' ';
    return switch (unit) {
      case 's' -> 1_000;
      case 'm' -> 60_000;
      case 'h' -> 3_600_000;
      default -> 0;
    };
  }
}

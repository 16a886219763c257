package io.rolloutoperator.notify.delivery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header by which a receiver says when it wants to be asked again (RFC 9110, 10.2.3). */
public final class RetryAfter {

  private static final int DIGITS = 9;

  private RetryAfter() {}

  /**
   * The time of a header in seconds or as a date; empty without one.
   *
   * @param value of the header
   * @param now time of the answer
   */
  public static Optional<Instant> of(@Nullable String value, Instant now) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    String text = value.strip();
    if (text.length() <= DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(now.plusSeconds(Long.parseLong(text)));
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}

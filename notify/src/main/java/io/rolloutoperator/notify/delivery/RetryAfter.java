package io.rolloutoperator.notify.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When a receiver wants to be asked again: by the header of RFC 9110, 10.2.3, by the end of the
 * window whose requests are used up, as GitHub says it, or in its answer, as Telegram and Discord
 * do.
 */
public final class RetryAfter {

  private static final int LONGEST_NUMBER = 20;
  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(10_000_000_000L);

  private RetryAfter() {}

  /**
   * The time that the headers of an answer name; empty if they name none.
   *
   * @param header the value of a header by its name
   * @param now time of the answer
   */
  public static Optional<Instant> of(Function<String, @Nullable String> header, Instant now) {
    Optional<Instant> asked = text(header, "Retry-After").flatMap(text -> time(text, now));
    return asked.isPresent() ? asked : endOfWindow(header);
  }

  /** The time that an answer's body names. */
  static Optional<Instant> ofBody(JsonNode body, Instant now) {
    JsonNode discord = body.path("retry_after");
    JsonNode said = discord.isNumber() ? discord : body.path("parameters").path("retry_after");
    return said.isNumber() ? seconds(said.asText()).map(now::plusSeconds) : Optional.empty();
  }

  private static Optional<Instant> endOfWindow(Function<String, @Nullable String> header) {
    return text(header, "X-RateLimit-Remaining").filter("0"::equals).isPresent()
        ? text(header, "X-RateLimit-Reset").flatMap(RetryAfter::seconds).map(Instant::ofEpochSecond)
        : Optional.empty();
  }

  private static Optional<String> text(Function<String, @Nullable String> header, String name) {
    return Optional.ofNullable(header.apply(name)).map(String::strip);
  }

  private static Optional<Instant> time(String text, Instant now) {
    Optional<Instant> later = seconds(text).map(now::plusSeconds);
    if (later.isPresent()) {
      return later;
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Whole seconds, rounded up. */
  private static Optional<Long> seconds(String text) {
    boolean isNumber =
        !text.isEmpty()
            && text.length() <= LONGEST_NUMBER
            && text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
    try {
      return isNumber
          ? Optional.of(
              new BigDecimal(text)
                  .setScale(0, RoundingMode.CEILING)
                  .min(MOST_SECONDS)
                  .longValueExact())
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}

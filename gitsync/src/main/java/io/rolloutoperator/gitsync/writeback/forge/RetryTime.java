package io.rolloutoperator.gitsync.writeback.forge;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;

/**
 * Reads from an answer's headers when the server wants to be asked again.
 *
 * @param now time of the answer
 * @see <a
 *     href="https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api">GitHub,
 *     rate limits</a>
 */
record RetryTime(Instant now) {

  /** No server keeps us waiting longer, whatever it says. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** What GitHub asks for where it names no time. */
  private static final Duration UNNAMED = Duration.ofMinutes(1);

  private static final int DIGITS = 12;

  /**
   * {@code Retry-After} in seconds, or the end of the window of a used-up limit ({@code
   * X-RateLimit-Remaining} of GitHub and Gitea, {@code RateLimit-Remaining} of GitLab).
   */
  Optional<Instant> of(Headers headers) {
    return number(headers, "Retry-After")
        .map(now::plusSeconds)
        .or(() -> reset(headers, "X-RateLimit-"))
        .or(() -> reset(headers, "RateLimit-"))
        .map(this::bounded);
  }

  /** After a rate limit that names no time. */
  Instant unnamed() {
    return now.plus(UNNAMED);
  }

  private static Optional<Instant> reset(Headers headers, String prefix) {
    return number(headers, prefix + "Remaining")
        .filter(remaining -> remaining == 0)
        .flatMap(_ -> number(headers, prefix + "Reset"))
        .map(Instant::ofEpochSecond);
  }

  private Instant bounded(Instant time) {
    Instant latest = now.plus(LONGEST);
    return time.isBefore(now) ? now : time.isAfter(latest) ? latest : time;
  }

  private static Optional<Long> number(Headers headers, String name) {
    return Optional.ofNullable(headers.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty() && text.length() <= DIGITS)
        .filter(text -> text.chars().allMatch(c -> c >= '0' && c <= '9'))
        .map(Long::valueOf);
  }
}

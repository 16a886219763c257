package io.rolloutoperator.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "7 | - | - | PT7S",
        "0.529 | - | - | PT1S",
        "Wed, 04 Mar 2026 15:05:05 GMT | - | - | PT1M",
        "soon | - | - | none",
        "1.2.3 | - | - | none",
        "-5 | - | - | none",
        "'' | - | - | none",
        "- | - | - | none",
        "- | 0 | 1772636705 | PT1M",
        "- | 12 | 1772636705 | none",
        "- | 0 | - | none",
        "3 | 0 | 1772636705 | PT3S"
      })
  void headersSayWhen(String after, String remaining, String reset, String expected) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Retry-After", after);
    headers.put("X-RateLimit-Remaining", remaining);
    headers.put("X-RateLimit-Reset", reset);

    assertThat(
            RetryAfter.of(headers::get, NOW)
                .map(time -> Duration.between(NOW, time).toString())
                .orElse("none"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"99999999999999999999", "999999999999999999.9"})
  void anAbsurdNumberIsNoOverflow(String after) {
    assertThat(RetryAfter.of(Map.of("Retry-After", after)::get, NOW)).isPresent();
  }
}

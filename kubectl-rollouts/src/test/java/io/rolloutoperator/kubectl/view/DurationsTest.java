package io.rolloutoperator.kubectl.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "PT-5S, 0s",
    "PT0S, 0s",
    "PT119S, 119s",
    "PT120S, 2m",
    "PT252S, 4m12s",
    "PT10M, 10m",
    "PT179M59S, 179m",
    "PT3H, 3h",
    "PT7H59M, 7h59m",
    "PT8H, 8h",
    "PT47H59M, 47h",
    "PT48H, 2d",
    "PT50H, 2d2h",
    "PT192H, 8d",
    "PT8760H, 365d"
  })
  void lengthsAreWrittenAsKubectlWritesAges(Duration length, String text) {
    assertThat(Durations.text(length)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT119S, 119s",
    "PT252S, 4m12s",
    "PT42M, 42m",
    "PT42M5S, 43m",
    "PT179M59S, 3h",
    "PT7H58M1S, 7h59m",
    "PT8H1S, 9h",
    "PT47H59M, 2d",
    "PT50H1S, 2d3h",
    "PT193H, 9d"
  })
  void aBoundIsRoundedUp(Duration length, String text) {
    assertThat(Durations.atMost(length)).isEqualTo(text);
  }

  @Test
  void anEndIsToldWithItsClock() {
    Instant now = Instant.parse("2026-03-01T12:00:00.5Z");
    assertThat(Durations.until(now.plusSeconds(200), now)).isEqualTo("in 3m20s (12:03:20Z)");
    assertThat(Durations.until(now, now)).isEqualTo("now");
  }
}

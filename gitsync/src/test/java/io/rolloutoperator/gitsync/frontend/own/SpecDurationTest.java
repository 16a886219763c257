package io.rolloutoperator.gitsync.frontend.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0s,PT0S",
    "1ms,PT0.001S",
    "5s,PT5S",
    "1m30s,PT1M30S",
    "1.5h,PT1H30M",
    "0.0005ms,PT0.0000005S",
    "1h1m1s1ms,PT1H1M1.001S",
    "1s1s,PT2S",
    "1m1h,PT1H1M",
    "007s,PT7S",
  })
  void numbersWithUnitsAddUp(String text, Duration wanted) {
    assertThat(SpecDuration.parse(text)).contains(wanted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "-5s",
        "+5s",
        "5 s",
        " 5s",
        "5s ",
        "1d",
        "1us",
        "1.s",
        ".5s",
        "1..5s",
        "1e3s",
        "5S",
        "\u0665s",
        "1.5",
        "99999999999999999999999999999h",
        "0000000000000000000000000000000000s",
      })
  void allElseIsNone(String text) {
    assertThat(SpecDuration.parse(text)).isEmpty();
  }
}

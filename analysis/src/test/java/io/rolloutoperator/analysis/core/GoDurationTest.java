package io.rolloutoperator.analysis.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "5s, PT5S",
    "1h30m, PT1H30M",
    "1.5s, PT1.5S",
    ".5m, PT30S",
    "5.s, PT5S",
    "-2m, PT-2M",
    "+3s, PT3S",
    "100ms, PT0.1S",
    "1us, PT0.000001S",
    "1µs, PT0.000001S",
    "7ns, PT0.000000007S",
    "1m1m, PT2M",
    "0.0000000001s, PT0S"
  })
  void readsWhatGoReads(String text, Duration expected) {
    assertThat(GoDuration.parse(text)).isEqualTo(Resolution.of(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "5x     | time: unknown unit \"x\" in duration \"5x\"",
        "5 s    | time: unknown unit \" s\" in duration \"5 s\"",
        "5      | time: missing unit in duration \"5\"",
        "1m5    | time: missing unit in duration \"1m5\"",
        "abc    | time: invalid duration \"abc\"",
        "``     | time: invalid duration \"\"",
        "-      | time: invalid duration \"-\"",
        ".s     | time: invalid duration \".s\"",
        "1..5s  | time: missing unit in duration \"1..5s\"",
        "1e9h   | time: unknown unit \"e\" in duration \"1e9h\"",
        "9999999h | time: invalid duration \"9999999h\"",
      })
  void namesWhatIsWrong(String text, String problem) {
    assertThat(GoDuration.parse(text)).isEqualTo(Resolution.problem(problem));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT5S, 5s",
    "PT90S, 1m30s",
    "PT1H, 1h0m0s",
    "PT0.5S, 500ms",
    "PT1.25S, 1.25s",
    "PT0.0000015S, 1.5µs"
  })
  void writesAsGoWrites(Duration duration, String text) {
    assertThat(GoDuration.text(duration)).isEqualTo(text);
  }
}

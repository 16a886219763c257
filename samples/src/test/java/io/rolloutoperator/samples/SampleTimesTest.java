package io.rolloutoperator.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleTimesTest {

  /** A rate needs two samples; four times the scrape interval has them when one scrape fails. */
  private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(30).multipliedBy(4);

  static Stream<Path> usual() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("."))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.toString().endsWith("-fast.yaml"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("usual")
  void windowsFitAScrapeIntervalOfHalfAMinute(Path sample) throws IOException {
    assertThat(SampleTimes.windows(Files.readString(sample)))
        .allSatisfy(window -> assertThat(window).isGreaterThanOrEqualTo(SHORTEST_WINDOW));
  }

  @Test
  void shortenedSamplesDifferInTheirTimesOnly() {
    assertThat(
            SampleTimes.shortened(
                "pause: {duration: 5m}\ninitialDelay: 1m\ninterval: 30s\nquery: rate(x[2m])"))
        .isEqualTo("pause: {duration: 10s}\ninitialDelay: 3s\ninterval: 5s\nquery: rate(x[5s])");
  }
}

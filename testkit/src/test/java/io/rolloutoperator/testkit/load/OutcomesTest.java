package io.rolloutoperator.testkit.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomesTest {

  private final Outcomes outcomes = new Outcomes();

  @Test
  void percentilesAreExact() {
    IntStream.rangeClosed(1, 1000)
        .forEach(
            i -> outcomes.add(Outcome.answered(Duration.ZERO, Duration.ofMillis(i), "v1", 200)));

    assertThat(all().version("v1").latency())
        .isEqualTo(
            new Percentiles(
                Duration.ofMillis(500),
                Duration.ofMillis(900),
                Duration.ofMillis(990),
                Duration.ofMillis(1000)));
  }

  @Test
  void sharesCountAnsweredRequestsOnly() {
    IntStream.range(0, 3).forEach(i -> outcomes.add(answered("v1", 200)));
    outcomes.add(answered("v2", 503));
    outcomes.add(Outcome.unanswered(Duration.ZERO, Duration.ZERO, "timeout"));

    LoadReport report = all();

    assertThat(report.share("v1")).isEqualTo(75);
    assertThat(report.share("v2")).isEqualTo(25);
    assertThat(report.requests()).isEqualTo(5);
    assertThat(report.failed()).isEqualTo(2);
  }

  @Test
  void windowIncludesItsStartAndExcludesItsEnd() {
    IntStream.range(0, 10)
        .forEach(
            i -> outcomes.add(Outcome.answered(Duration.ofMillis(i), Duration.ZERO, "v1", 200)));

    assertThat(outcomes.report(Duration.ofMillis(2), Duration.ofMillis(5)).requests()).isEqualTo(3);
  }

  @Test
  void emptyRunHasNoShares() {
    assertThat(all().requests()).isZero();
    assertThat(all().share("v1")).isZero();
  }

  private static Outcome answered(String version, int code) {
    return Outcome.answered(Duration.ZERO, Duration.ofMillis(1), version, code);
  }

  private LoadReport all() {
    return outcomes.report(Duration.ZERO, Duration.ofDays(1));
  }
}

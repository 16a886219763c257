package io.rolloutoperator.analysis.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.analysis.AnalysisRunSpec;
import io.rolloutoperator.api.analysis.Metric;
import io.rolloutoperator.api.analysis.MetricProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunLengthTest {

  private static Metric metric(
      String name, String interval, String delay, @Nullable Integer count, int inARow) {
    MetricProvider provider =
        new MetricProvider(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Map.of("x", JsonNodeFactory.instance.objectNode()));
    return new Metric(
        name,
        interval,
        delay,
        count == null ? null : IntOrString.of(count),
        "",
        "",
        inARow > 0 ? IntOrString.of(-1) : null,
        null,
        null,
        provider,
        inARow > 0 ? IntOrString.of(inARow) : null);
  }

  private static RunLength length(Metric... metrics) {
    AnalysisRunSpec spec =
        new AnalysisRunSpec(List.of(metrics), List.of(), false, List.of(), List.of(), null);
    return switch (RunLength.of(spec, Duration.ofSeconds(5))) {
      case Resolution.Resolved<RunLength>(RunLength length) -> length;
      case Resolution.Unresolved<RunLength>(String problem) -> throw new AssertionError(problem);
    };
  }

  @ParameterizedTest
  @CsvSource({
    // interval, delay, count, in a row: shortest, longest in seconds
    "'', '', , 0, 0, 0",
    "'', 30s, 1, 0, 30, 30",
    "1m, '', 5, 0, 240, 240",
    "1m, 10s, 5, 0, 250, 250",
    "1s, '', 3, 0, 10, 10",
    "1m, '', , 0, , ",
    "1m, '', , 3, 120, ",
    "1m, '', 10, 3, 120, 540",
  })
  void oneMetricTakesItsDelayAndItsIntervals(
      String interval, String delay, Integer count, int inARow, Long shortest, Long longest) {
    assertThat(length(metric("m", interval, delay, count, inARow)))
        .isEqualTo(new RunLength(seconds(shortest), seconds(longest)));
  }

  private static Optional<Duration> seconds(@Nullable Long seconds) {
    return Stream.ofNullable(seconds).map(Duration::ofSeconds).findFirst();
  }

  @Test
  void theLastMetricEndsTheRun() {
    Metric quick = metric("quick", "10s", "", 2, 0);
    Metric slow = metric("slow", "1m", "", 4, 0);
    Metric endless = metric("endless", "1m", "", null, 0);
    assertThat(length(quick, slow).longest()).contains(Duration.ofMinutes(3));
    assertThat(length(slow, quick).shortest()).contains(Duration.ofMinutes(3));
    assertThat(length(quick, endless)).isEqualTo(new RunLength(Optional.empty(), Optional.empty()));
  }

  @Test
  void aRunThatEndsAtOnceHasNoLength() {
    AnalysisRunSpec empty =
        new AnalysisRunSpec(List.of(), List.of(), false, List.of(), List.of(), null);
    assertThat(RunLength.of(empty, Duration.ofSeconds(5)))
        .isEqualTo(Resolution.problem("Analysis spec invalid: no metrics specified"));
  }
}

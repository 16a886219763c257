package io.rolloutoperator.analysis.core;

import io.rolloutoperator.api.analysis.AnalysisRunSpec;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How long an AnalysisRun takes from its start until it is Successful, without the time that
 * measuring itself takes and without errors, which are measured again.
 *
 * @param shortest if every measurement is good; empty: it never ends by itself
 * @param longest empty if no number of measurements is the last
 */
public record RunLength(Optional<Duration> shortest, Optional<Duration> longest) {

  /** A run that measures nothing. */
  private static final RunLength NONE =
      new RunLength(Optional.of(Duration.ZERO), Optional.of(Duration.ZERO));

  /**
   * The length of a run.
   *
   * @param minimumInterval shorter intervals are raised to it
   * @return a problem if the run would end at once with an Error
   */
  public static Resolution<RunLength> of(AnalysisRunSpec spec, Duration minimumInterval) {
    return RunDefinition.of(spec, minimumInterval).map(definition -> of(definition.metrics()));
  }

  /** Metrics are measured side by side: the last one to end ends the run. */
  private static RunLength of(List<MetricDefinition> metrics) {
    return metrics.stream().map(RunLength::of).reduce(NONE, RunLength::together);
  }

  private static RunLength of(MetricDefinition metric) {
    MetricLimits limits = metric.limits();
    Optional<Duration> all =
        limits.count().isPresent()
            ? Optional.of(until(metric, limits.count().getAsInt()))
            : Optional.empty();
    Optional<Duration> inARow =
        limits.wantsConsecutiveSuccess()
            ? Optional.of(until(metric, limits.consecutiveSuccessLimit()))
            : Optional.empty();
    return new RunLength(inARow.or(() -> all), all);
  }

  /** Until that many measurements are taken. */
  private static Duration until(MetricDefinition metric, int measurements) {
    return metric
        .initialDelay()
        .plus(metric.interval().multipliedBy(Math.max(0, measurements - 1)));
  }

  private static RunLength together(RunLength one, RunLength other) {
    return new RunLength(later(one.shortest, other.shortest), later(one.longest, other.longest));
  }

  private static Optional<Duration> later(Optional<Duration> one, Optional<Duration> other) {
    return one.flatMap(
        first ->
            other.map(
                second ->
                    Comparator.<Duration>naturalOrder().compare(first, second) < 0
                        ? second
                        : first));
  }
}

package io.rolloutoperator.analysis.core;

import io.rolloutoperator.api.analysis.Metric;
import java.time.Duration;

/**
 * A valid metric of a run.
 *
 * @param source as its author wrote it, for the task that measures it
 * @param interval from the end of one measurement to the next; zero if there is no next one
 * @param initialDelay from the run's start to the first measurement
 * @param effect whether it decides
 * @param retention measurements kept in the status, at least 1
 */
record MetricDefinition(
    Metric source,
    MetricLimits limits,
    Duration interval,
    Duration initialDelay,
    Effect effect,
    int retention) {

  /** Whether a metric decides the run's phase. */
  enum Effect {
    DECIDES,
    DRY_RUN
  }

  String name() {
    return source.name();
  }

  boolean isDryRun() {
    return effect == Effect.DRY_RUN;
  }
}

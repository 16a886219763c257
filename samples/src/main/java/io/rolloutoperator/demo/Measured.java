package io.rolloutoperator.demo;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * One measurement of an analysis.
 *
 * @param seen when it was seen here, by watch
 * @param run name of the AnalysisRun
 * @param metric name of the metric
 * @param phase Successful, Failed, Error or Inconclusive
 * @param value as the run's status has it: {@code [0.97]} for one series
 */
record Measured(Instant seen, String run, String metric, String phase, String value) {

  /** The value of a single series; empty if there was none, or it was not a number. */
  OptionalDouble number() {
    if (!value.matches("\\[-?[0-9][0-9.e+-]*]")) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Double.parseDouble(value.substring(1, value.length() - 1)));
  }
}

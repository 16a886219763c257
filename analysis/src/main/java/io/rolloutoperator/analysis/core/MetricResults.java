package io.rolloutoperator.analysis.core;

import io.rolloutoperator.api.analysis.Measurement;
import io.rolloutoperator.api.analysis.MetricResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and changes the result of one metric. */
final class MetricResults {

  private MetricResults() {}

  static MetricResult fresh(MetricDefinition metric) {
    return new MetricResult(
        metric.name(),
        AnalysisPhase.RUNNING.text(),
        List.of(),
        "",
        0,
        0,
        0,
        0,
        0,
        0,
        metric.isDryRun(),
        Map.of(),
        0);
  }

  static Optional<MetricResult> find(List<MetricResult> results, String name) {
    return results.stream().filter(result -> result.name().equals(name)).findFirst();
  }

  static AnalysisPhase phase(MetricResult result) {
    return AnalysisPhase.of(result.phase());
  }

  static Optional<Measurement> last(MetricResult result) {
    return result.measurements().isEmpty()
        ? Optional.empty()
        : Optional.of(result.measurements().getLast());
  }

  /** The measurement that the provider has not finished. */
  static Optional<Measurement> unfinished(MetricResult result) {
    return last(result).filter(measurement -> measurement.finishedAt() == null);
  }

  /** Number of the measurement that is unfinished or comes next. */
  static int openNumber(MetricResult result) {
    return result.count() + result.error() + 1;
  }

  /** Takes a measurement in, in place of the unfinished one if there is one. */
  static MetricResult record(
      MetricResult result, Measurement measurement, Map<String, String> metadata, Instant now) {
    List<Measurement> measurements = new ArrayList<>(result.measurements());
    if (unfinished(result).isPresent()) {
      measurements.removeLast();
    }
    AnalysisPhase phase = AnalysisPhase.of(measurement.phase());
    measurements.add(phase.isCompleted() ? finished(measurement, now) : measurement);
    MetricResult counted = phase.isCompleted() ? counted(result, phase) : result;
    return new MetricResult(
        counted.name(),
        counted.phase(),
        measurements,
        counted.message(),
        counted.count(),
        counted.successful(),
        counted.failed(),
        counted.inconclusive(),
        counted.error(),
        counted.consecutiveError(),
        counted.dryRun(),
        metadata.isEmpty() ? counted.metadata() : metadata,
        counted.consecutiveSuccess());
  }

  static MetricResult withPhase(MetricResult r, AnalysisPhase phase, String message) {
    return new MetricResult(
        r.name(),
        phase.text(),
        r.measurements(),
        message,
        r.count(),
        r.successful(),
        r.failed(),
        r.inconclusive(),
        r.error(),
        r.consecutiveError(),
        r.dryRun(),
        r.metadata(),
        r.consecutiveSuccess());
  }

  /** The result with only its latest measurements. */
  static MetricResult keeping(MetricResult r, int retention) {
    int size = r.measurements().size();
    if (size <= retention) {
      return r;
    }
    return new MetricResult(
        r.name(),
        r.phase(),
        r.measurements().subList(size - retention, size),
        r.message(),
        r.count(),
        r.successful(),
        r.failed(),
        r.inconclusive(),
        r.error(),
        r.consecutiveError(),
        r.dryRun(),
        r.metadata(),
        r.consecutiveSuccess());
  }

  /**
   * An error is no measurement: it does not count towards {@code count}, and it ends a row of
   * successes.
   */
  private static MetricResult counted(MetricResult r, AnalysisPhase phase) {
    boolean error = phase == AnalysisPhase.ERROR;
    boolean success = phase == AnalysisPhase.SUCCESSFUL;
    return new MetricResult(
        r.name(),
        r.phase(),
        r.measurements(),
        r.message(),
        r.count() + (error ? 0 : 1),
        r.successful() + (success ? 1 : 0),
        r.failed() + (phase == AnalysisPhase.FAILED ? 1 : 0),
        r.inconclusive() + (phase == AnalysisPhase.INCONCLUSIVE ? 1 : 0),
        r.error() + (error ? 1 : 0),
        error ? r.consecutiveError() + 1 : 0,
        r.dryRun(),
        r.metadata(),
        success ? r.consecutiveSuccess() + 1 : 0);
  }

  private static Measurement finished(Measurement m, Instant now) {
    return m.finishedAt() != null
        ? m
        : new Measurement(
            m.phase(), m.message(), m.startedAt(), now, m.value(), m.metadata(), m.resumeAt());
  }
}

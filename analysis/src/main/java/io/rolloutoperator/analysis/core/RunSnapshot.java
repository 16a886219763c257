package io.rolloutoperator.analysis.core;

import io.rolloutoperator.api.analysis.AnalysisRunSpec;
import io.rolloutoperator.api.analysis.AnalysisRunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything a plan for one AnalysisRun depends on.
 *
 * @param now the moment of the plan
 * @param createdAt when the run was created
 * @param spec the run as its author wrote it
 * @param status the status last read from or written to the API server
 * @param inFlight names of metrics for which a task of an earlier plan has not reported yet
 * @param reports answers that the status does not contain yet, in the order of their arrival. A
 *     report is given again until a write of the status has succeeded; one that the status already
 *     contains is ignored
 * @param minimumInterval shortest time between two measurements of a metric; shorter intervals are
 *     raised to it
 */
public record RunSnapshot(
    Instant now,
    Instant createdAt,
    AnalysisRunSpec spec,
    AnalysisRunStatus status,
    Set<String> inFlight,
    List<MeasurementReport> reports,
    Duration minimumInterval) {

  public RunSnapshot {
    reports = List.copyOf(reports);
    inFlight = withoutReported(inFlight, reports);
  }

  /** A metric that has reported is in flight no more, whether or not the caller has noted it. */
  private static Set<String> withoutReported(
      Set<String> inFlight, List<MeasurementReport> reports) {
    Set<String> open = new HashSet<>(inFlight);
    reports.forEach(report -> open.remove(report.metric()));
    return Set.copyOf(open);
  }
}

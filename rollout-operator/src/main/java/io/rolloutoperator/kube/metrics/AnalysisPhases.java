package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;

/** The phases of AnalysisRuns, of their metrics, and of Experiments. */
final class AnalysisPhases {
  private static final String FIRST = "Pending";

  static final List<String> ALL =
      List.of(FIRST, "Error", "Failed", "Successful", "Running", "Inconclusive");

  private AnalysisPhases() {}

  /** One of {@link #ALL}, whatever a status says; what has none yet is pending. */
  static String of(String written) {
    return ALL.contains(written) ? written : FIRST;
  }

  /** Adds a series for each phase, of which the present one is 1. */
  static void addTo(
      ObjectGauges.Series series, String metric, String help, Labels object, String present) {
    for (String phase : ALL) {
      series.add(
          metric, help, phase.equals(present) ? 1 : 0, object.merge(Labels.of("phase", phase)));
    }
  }
}

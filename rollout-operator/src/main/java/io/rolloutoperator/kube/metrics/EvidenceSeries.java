package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.rolloutoperator.kube.metrics.AnalysisRunSample.MetricState;
import io.rolloutoperator.kube.metrics.projection.MetricEvidence;
import java.util.HashSet;
import java.util.Set;

/**
 * What the metrics of a Rollout's newest runs measured. Earlier runs of the same metric are not
 * told: their series would have the same labels.
 */
final class EvidenceSeries {
  private record Judge(String namespace, String rollout, String metric) {}

  private final ObjectGauges.Series series;
  private final Set<Judge> told = new HashSet<>();

  EvidenceSeries(ObjectGauges.Series series) {
    this.series = series;
  }

  /** Adds the metrics of a run that no later run has. Runs come in the order newest first. */
  void add(AnalysisRunSample run) {
    String rollout = run.origin().rollout();
    if (rollout.isEmpty()) {
      return;
    }
    for (MetricState metric : run.metrics()) {
      if (told.add(new Judge(run.namespace(), rollout, metric.name()))) {
        Labels labels =
            Labels.of("namespace", run.namespace(), "rollout", rollout, "metric", metric.name());
        add(labels, metric.evidence());
      }
    }
  }

  private void add(Labels metric, MetricEvidence evidence) {
    for (String result : MetricEvidence.RESULTS) {
      series.add(
          "rollout_operator_metric_evidence",
          "Measurements of a Rollout's newest analysis by what they said.",
          evidence.counts().getOrDefault(result, 0),
          metric.merge(Labels.of("result", result)));
    }
    evidence
        .value()
        .ifPresent(
            value ->
                series.add(
                    "rollout_operator_metric_value",
                    "The last measurement of a Rollout's newest analysis, if it is a number.",
                    value,
                    metric.merge(Labels.of("arm", "canary"))));
  }
}

package io.rolloutoperator.kube.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.rolloutoperator.api.evidence.ArmValues;
import io.rolloutoperator.api.evidence.AskedMetric;
import io.rolloutoperator.api.evidence.MetricPairs;
import io.rolloutoperator.api.evidence.Versions;
import io.rolloutoperator.kube.metrics.AnalysisRunSample.MetricState;
import io.rolloutoperator.kube.metrics.projection.MeasuredValue;
import io.rolloutoperator.kube.metrics.projection.MetricEvidence;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the metrics of a Rollout's newest runs measured. Earlier runs of the same metric are not
 * told: their series would have the same labels.
 */
final class EvidenceSeries {
  private static final String CANARY = "canary";
  private static final String STABLE = "stable";

  private record Judge(String namespace, String rollout, String metric) {}

  private final ObjectGauges.Series series;
  private final Set<Judge> told = new HashSet<>();

  EvidenceSeries(ObjectGauges.Series series) {
    this.series = series;
  }

  /**
   * Adds the metrics of a run that no later run has. Runs come in the order newest first.
   *
   * @param ofRollout the names of the versions of the run's Rollout
   */
  void add(AnalysisRunSample run, Versions ofRollout) {
    String rollout = run.origin().rollout();
    if (rollout.isEmpty()) {
      return;
    }
    List<AskedMetric> all =
        run.metrics().stream().map(metric -> metric.evidence().asked()).toList();
    MetricPairs pairs = MetricPairs.of(all, ofRollout.withCanary(run.origin().hash()));
    for (MetricState metric : run.metrics()) {
      if (told.add(new Judge(run.namespace(), rollout, metric.name()))) {
        Labels labels =
            Labels.of("namespace", run.namespace(), "rollout", rollout, "metric", metric.name());
        counts(labels, metric.evidence());
        ArmValues values = pairs.values(metric.evidence().asked());
        value(labels, CANARY, values.canary());
        value(labels, STABLE, values.stable());
      }
    }
  }

  private void counts(Labels metric, MetricEvidence evidence) {
    for (String result : MetricEvidence.RESULTS) {
      series.add(
          "rollout_operator_metric_evidence",
          "Measurements of a Rollout's newest analysis by what they said.",
          evidence.counts().getOrDefault(result, 0),
          metric.merge(Labels.of("result", result)));
    }
  }

  private void value(Labels metric, String arm, String measured) {
    MeasuredValue.of(measured)
        .ifPresent(
            value ->
                series.add(
                    "rollout_operator_metric_value",
                    "The last measurement of a Rollout's newest analysis, if it is a number.",
                    value,
                    metric.merge(Labels.of("arm", arm))));
  }
}

package io.rolloutoperator.kube.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.prometheus.metrics.model.snapshots.Labels;
import io.rolloutoperator.kube.metrics.projection.LabelText;
import io.rolloutoperator.kube.metrics.projection.MetricEvidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An AnalysisRun in the words of the metrics.
 *
 * @param origin where it comes from
 * @param phase one of {@link AnalysisPhases#ALL}
 * @param metrics in the order of the spec, each name once, at most {@value #MOST_METRICS}
 */
public record AnalysisRunSample(
    String namespace, String name, Origin origin, String phase, List<MetricState> metrics)
    implements ObjectSample {
  /** More have no series: nobody has them, and series must not grow with what tenants write. */
  static final int MOST_METRICS = 100;

  /**
   * Where a run comes from.
   *
   * @param rollout that judges by it, or empty
   * @param hash of the pods that it judges, or empty
   * @param createdAt when it was made
   */
  public record Origin(String rollout, String hash, Instant createdAt) {}

  /**
   * One metric of the run.
   *
   * @param name the metric's name
   * @param type its provider, {@code Prometheus}
   * @param dryRun true if its result does not count
   * @param phase one of {@link AnalysisPhases#ALL}
   * @param evidence what it measured
   */
  public record MetricState(
      String name, String type, boolean dryRun, String phase, MetricEvidence evidence) {}

  public AnalysisRunSample {
    metrics = List.copyOf(metrics);
  }

  /** Reads an AnalysisRun's trees; wrong types count as absent. */
  public static AnalysisRunSample of(
      String namespace, String name, Origin origin, JsonNode spec, JsonNode status) {
    List<MetricState> metrics = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode metric : spec.path("metrics")) {
      String metricName = metric.path("name").asText();
      if (metrics.size() < MOST_METRICS && names.add(LabelText.of(metricName))) {
        JsonNode result = result(metricName, status);
        metrics.add(state(metric, result, MetricEvidence.of(spec, result)));
      }
    }
    return new AnalysisRunSample(namespace, name, origin, phase(status), metrics);
  }

  private static MetricState state(JsonNode metric, JsonNode result, MetricEvidence evidence) {
    return new MetricState(
        LabelText.of(metric.path("name").asText()),
        Providers.type(metric.path("provider")),
        result.path("dryRun").asBoolean(),
        phase(result),
        evidence);
  }

  @Override
  public String kind() {
    return "AnalysisRun";
  }

  @Override
  public void addTo(ObjectGauges.Series series) {
    Labels object = Labels.of("namespace", namespace, "name", name);
    series.add(
        "analysis_run_info",
        "Information about analysis run.",
        1,
        object.merge(Labels.of("phase", phase)));
    AnalysisPhases.addTo(
        series,
        "analysis_run_phase",
        "Information on the state of the analysis run (deprecated, use analysis_run_info).",
        object,
        phase);
    for (MetricState metric : metrics) {
      Labels ofMetric = object.merge(Labels.of("metric", metric.name()));
      series.add(
          "analysis_run_metric_type",
          "Information on the type of a specific metric in the analysis run.",
          1,
          ofMetric.merge(Labels.of("type", metric.type())));
      AnalysisPhases.addTo(
          series,
          "analysis_run_metric_phase",
          "Information on the state of a metric of the analysis run.",
          ofMetric.merge(
              Labels.of("type", metric.type(), "dry_run", Boolean.toString(metric.dryRun()))),
          metric.phase());
    }
  }

  private static JsonNode result(String metric, JsonNode status) {
    for (JsonNode result : status.path("metricResults")) {
      if (result.path("name").asText().equals(metric)) {
        return result;
      }
    }
    return MissingNode.getInstance();
  }

  private static String phase(JsonNode holder) {
    return AnalysisPhases.of(holder.path("phase").asText());
  }
}

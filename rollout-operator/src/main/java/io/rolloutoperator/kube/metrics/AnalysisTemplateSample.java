package io.rolloutoperator.kube.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.prometheus.metrics.model.snapshots.Labels;
import io.rolloutoperator.kube.metrics.projection.LabelText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An AnalysisTemplate or ClusterAnalysisTemplate in the words of the metrics.
 *
 * @param kind {@code AnalysisTemplate} or {@code ClusterAnalysisTemplate}
 * @param namespace empty for the latter
 * @param metricTypes provider by metric name, in the order of the spec
 */
public record AnalysisTemplateSample(
    String kind, String namespace, String name, Map<String, String> metricTypes)
    implements ObjectSample {

  /** Reads a template's tree; wrong types count as absent. */
  public static AnalysisTemplateSample of(
      String kind, String namespace, String name, JsonNode spec) {
    Map<String, String> types = new LinkedHashMap<>();
    for (JsonNode metric : spec.path("metrics")) {
      if (types.size() < AnalysisRunSample.MOST_METRICS) {
        types.putIfAbsent(
            LabelText.of(metric.path("name").asText()), Providers.type(metric.path("provider")));
      }
    }
    return new AnalysisTemplateSample(kind, namespace, name, types);
  }

  @Override
  public void addTo(ObjectGauges.Series series) {
    Labels object = Labels.of("namespace", namespace, "name", name);
    series.add("analysis_template_info", "Information about analysis templates.", 1, object);
    metricTypes.forEach(
        (metric, type) ->
            series.add(
                "analysis_template_metric_info",
                "Information on metrics in analysis templates.",
                1,
                object.merge(Labels.of("type", type, "metric", metric))));
  }
}

package io.rolloutoperator.kube.metrics.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.evidence.AskedMetric;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a metric of an AnalysisRun measured so far.
 *
 * @param counts measurements by {@link #RESULTS}; each has a count, 0 or more
 * @param asked what it asked, and the last answer
 */
public record MetricEvidence(Map<String, Integer> counts, AskedMetric asked) {

  /** How a measurement can end, by the names of the status. */
  public static final List<String> RESULTS =
      List.of("successful", "failed", "inconclusive", "error");

  /** Copies the map. */
  public MetricEvidence {
    counts = Map.copyOf(counts);
  }

  /**
   * Reads one of {@code status.metricResults}; wrong types count as absent.
   *
   * @param spec of the AnalysisRun
   */
  public static MetricEvidence of(JsonNode spec, JsonNode result) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String each : RESULTS) {
      counts.put(each, Math.max(0, result.path(each).asInt()));
    }
    return new MetricEvidence(counts, AskedMetric.of(spec, result));
  }
}

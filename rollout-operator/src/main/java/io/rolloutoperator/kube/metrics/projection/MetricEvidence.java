package io.rolloutoperator.kube.metrics.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a metric of an AnalysisRun measured so far.
 *
 * @param counts measurements by {@link #RESULTS}; each has a count, 0 or more
 * @param value the last measurement's, if it is a number
 */
public record MetricEvidence(Map<String, Integer> counts, OptionalDouble value) {

  /** How a measurement can end, by the names of the status. */
  public static final List<String> RESULTS =
      List.of("successful", "failed", "inconclusive", "error");

  /** Copies the map. */
  public MetricEvidence {
    counts = Map.copyOf(counts);
  }

  /** Reads one of {@code status.metricResults}; wrong types count as absent. */
  public static MetricEvidence of(JsonNode result) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String each : RESULTS) {
      counts.put(each, Math.max(0, result.path(each).asInt()));
    }
    JsonNode measurements = result.path("measurements");
    String last = measurements.path(measurements.size() - 1).path("value").asText();
    return new MetricEvidence(counts, MeasuredValue.of(last));
  }
}

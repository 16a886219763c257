package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.util.List;

/** An AnalysisRun of one metric, as it was read. */
record LiveRun(JsonNode object) {

  /** Returns the runs of a Rollout, by name: the background one before those of steps. */
  static List<LiveRun> of(LiveRollout rollout) {
    return rollout.analysisRuns().stream()
        .map(LiveRun::new)
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .toList();
  }

  String name() {
    return object.path("metadata").path("name").asText();
  }

  String phase() {
    return object.path("status").path("phase").asText();
  }

  String message() {
    return object.path("status").path("message").asText();
  }

  /** Returns the values measured, errors included. */
  List<String> values() {
    return Json.elements(metric().path("measurements"))
        .map(measurement -> measurement.path("value").asText())
        .toList();
  }

  /** Returns a number of the metric's result, such as {@code successful}. */
  int number(String field) {
    return metric().path(field).asInt();
  }

  private JsonNode metric() {
    return object.path("status").path("metricResults").path(0);
  }
}

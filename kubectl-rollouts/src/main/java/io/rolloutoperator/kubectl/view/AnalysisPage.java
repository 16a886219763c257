package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.evidence.Versions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An AnalysisRun with all its measurements as JSON. */
final class AnalysisPage {

  private static final int LONGEST_NUMBER = 32;

  private AnalysisPage() {}

  /** A run of a Rollout; the versions tell its numbers apart. */
  static ObjectNode of(JsonNode run, Versions versions) {
    ObjectNode json = PageJson.object().put("name", At.name(run));
    json.put("revision", Revisions.of(run)).put("type", At.label(run, Names.RUN_TYPE));
    json.set("status", PageJson.health(Health.ofRun(At.text(run, "status", "phase"))));
    json.put("message", At.text(run, "status", "message"));
    json.set("created", PageJson.time(At.time(run, "metadata", "creationTimestamp")));
    Measurements measurements = Measurements.of(run, versions);
    List<Line> sentences = measurements.sentences();
    json.set(
        "sentences",
        PageJson.all(sentences.subList(1, sentences.size()).stream().map(PageJson::line).toList()));
    json.set(
        "evidence", PageJson.all(measurements.evidence().stream().map(PageJson::line).toList()));
    ArrayNode metrics = json.putArray("metrics");
    At.node(run, "status", "metricResults").forEach(result -> metrics.add(metric(result)));
    return json;
  }

  private static ObjectNode metric(JsonNode result) {
    ObjectNode json = PageJson.object().put("name", At.text(result, "name"));
    json.set("status", PageJson.health(Health.ofRun(At.text(result, "phase"))));
    ArrayNode measurements = json.putArray("measurements");
    result.path("measurements").forEach(each -> measurements.add(measurement(each)));
    return json;
  }

  private static ObjectNode measurement(JsonNode measurement) {
    String value = At.text(measurement, "value");
    ObjectNode json = PageJson.object().put("value", value);
    json.put("number", number(value));
    json.put("message", At.text(measurement, "message"));
    json.set("status", PageJson.health(Health.ofRun(At.text(measurement, "phase"))));
    json.set("finished", PageJson.time(At.time(measurement, "finishedAt")));
    return json;
  }

  /** The number that a value is, alone or in a list of one; null if it is none. */
  private static @Nullable Double number(String value) {
    boolean list = value.startsWith("[") && value.endsWith("]");
    String text = list ? value.substring(1, value.length() - 1).strip() : value.strip();
    if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
      return null;
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }
}

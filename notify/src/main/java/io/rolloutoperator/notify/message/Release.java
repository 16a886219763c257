package io.rolloutoperator.notify.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.expression.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A release in the words of messages: the variable {@code release} of templates, in which
 * everything is a text, empty where it is not known.
 */
public record Release(String revision, Progress progress, Verdict verdict, Origin origin) {

  /** The annotation of a Rollout with the number of its revision. */
  public static final String REVISION = "rollout.argoproj.io/revision";

  /** What a pipeline may write: the commit that it deploys. */
  private static final String COMMIT = "rollout-operator.io/revision";

  /** Reads a Rollout and its runs. */
  public static Release of(JsonNode rollout, List<JsonNode> analysisRuns) {
    JsonNode annotations = rollout.at("/metadata/annotations");
    return new Release(
        annotations.path(REVISION).asText(),
        Progress.of(rollout),
        Verdict.of(analysisRuns, rollout),
        new Origin(annotations.path(COMMIT).asText(), ""));
  }

  /** The same of a known commit. */
  public Release from(Origin known) {
    return known.commit().isEmpty() ? this : new Release(revision, progress, verdict, known);
  }

  /** The same, as far as it had come then. */
  public Release at(Progress then) {
    return new Release(revision, then, verdict, origin);
  }

  /** The release whose {@link #texts} these are. */
  static Release read(JsonNode texts) {
    return new Release(
        texts.path("revision").asText(),
        new Progress(
            texts.path("step").asText(),
            texts.path("steps").asText(),
            texts.path("weight").asText()),
        new Verdict(
            texts.path("metric").asText(),
            texts.path("verdict").asText(),
            texts.path("canary").asText(),
            texts.path("stable").asText()),
        new Origin(texts.path("commit").asText(), texts.path("commitURL").asText()));
  }

  /** What is known of it, by the names that templates have for it. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("revision", revision);
    texts.put("step", progress.step());
    texts.put("steps", progress.steps());
    texts.put("weight", progress.weight());
    texts.put("metric", verdict.metric());
    texts.put("verdict", verdict.sentence());
    texts.put("canary", verdict.canary());
    texts.put("stable", verdict.stable());
    texts.put("commit", origin.commit());
    texts.put("commitURL", origin.page());
    return texts;
  }

  Value value() {
    Map<Value, Value> fields = new LinkedHashMap<>();
    texts().forEach((name, text) -> fields.put(Value.of(name), Value.of(text)));
    return new Value.Mapping(fields, Value.MapKind.TEXT_KEYS);
  }
}

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

  private static final String REVISION = "rollout.argoproj.io/revision";

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

  Value value() {
    Map<Value, Value> fields = new LinkedHashMap<>();
    put(fields, "revision", revision);
    put(fields, "step", progress.step());
    put(fields, "steps", progress.steps());
    put(fields, "weight", progress.weight());
    put(fields, "metric", verdict.metric());
    put(fields, "verdict", verdict.sentence());
    put(fields, "canary", verdict.canary());
    put(fields, "stable", verdict.stable());
    put(fields, "commit", origin.commit());
    put(fields, "commitURL", origin.page());
    return new Value.Mapping(fields, Value.MapKind.TEXT_KEYS);
  }

  private static void put(Map<Value, Value> fields, String name, String text) {
    fields.put(Value.of(name), Value.of(text));
  }
}

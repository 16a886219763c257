package io.rolloutoperator.notify.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.expression.Json;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.subscription.Destination;
import io.rolloutoperator.notify.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What templates and conditions know: {@code rollout}, {@code analysisRuns} and {@code release}, or
 * {@code gitSync} and {@code sync}; {@code time}, {@code secrets}, {@code context}, and in
 * templates {@code serviceType} and {@code recipient}. All numbers are floats, as everywhere where
 * objects come through JSON.
 */
public final class Variables {

  private Variables() {}

  /** The variables of conditions about Rollouts. */
  public static Map<String, Value> of(
      JsonNode rollout, List<JsonNode> analysisRuns, NotificationConfig config) {
    return of(rollout, analysisRuns, Release.of(rollout, analysisRuns), config);
  }

  /** The same when more is known of the release than the objects tell. */
  public static Map<String, Value> of(
      JsonNode rollout, List<JsonNode> analysisRuns, Release release, NotificationConfig config) {
    Map<String, Value> variables = common(config);
    variables.put("rollout", Json.fromTree(rollout));
    variables.put(
        "analysisRuns", new Value.Sequence(analysisRuns.stream().map(Json::fromTree).toList()));
    variables.put("release", release.value());
    return variables;
  }

  /** The variables of conditions about GitSyncs. */
  public static Map<String, Value> of(
      JsonNode gitSync, SyncState state, NotificationConfig config) {
    Map<String, Value> variables = common(config);
    variables.put("gitSync", Json.fromTree(gitSync));
    variables.put("sync", state.value());
    return variables;
  }

  private static Map<String, Value> common(NotificationConfig config) {
    Map<String, Value> variables = new LinkedHashMap<>();
    variables.put("time", Template.time());
    variables.put("secrets", texts(config.secrets()));
    variables.put("context", texts(config.context()));
    return variables;
  }

  /** The variables of a message to one destination. */
  public static Map<String, Value> to(Destination destination, Map<String, Value> variables) {
    Map<String, Value> all = new LinkedHashMap<>(variables);
    all.put("serviceType", Value.of(destination.service()));
    all.put("recipient", Value.of(destination.recipient()));
    return all;
  }

  private static Value texts(Map<String, String> texts) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    texts.forEach((key, text) -> entries.put(Value.of(key), Value.of(text)));
    return new Value.Mapping(entries, Value.MapKind.TEXT_KEYS);
  }
}

package io.rolloutoperator.notify.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rolloutoperator.analysis.expression.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A GitSync in the words of messages: the variable {@code sync} of templates, in which everything
 * is a text.
 *
 * @param ready {@code True}, {@code False}, or empty before the first pass
 * @param reason of the condition Ready
 * @param message of it
 * @param stalled {@code True} if a person must act
 * @param origin the commit that was worked on last
 */
public record SyncState(
    String ready, String reason, String message, String stalled, Origin origin) {

  private static final String BEFORE_COMMIT = "@sha1:";

  /**
   * Reads a GitSync.
   *
   * @param page of the commit that it worked on last; empty if there is none
   */
  public static SyncState of(JsonNode gitSync, String page) {
    JsonNode ready = condition(gitSync, "Ready");
    return new SyncState(
        ready.path("status").asText(),
        ready.path("reason").asText(),
        ready.path("message").asText(),
        condition(gitSync, "Stalled").path("status").asText(),
        new Origin(commit(gitSync.at("/status/lastAttemptedRevision").asText()), page));
  }

  /**
   * The id in a revision.
   *
   * @param revision {@code main@sha1:<40 hex>}, or empty
   */
  public static String commit(String revision) {
    int at = revision.lastIndexOf(BEFORE_COMMIT);
    return at < 0 ? "" : revision.substring(at + BEFORE_COMMIT.length());
  }

  private static JsonNode condition(JsonNode gitSync, String type) {
    for (JsonNode condition : gitSync.at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return MissingNode.getInstance();
  }

  Value value() {
    Map<Value, Value> fields = new LinkedHashMap<>();
    fields.put(Value.of("ready"), Value.of(ready));
    fields.put(Value.of("reason"), Value.of(reason));
    fields.put(Value.of("message"), Value.of(message));
    fields.put(Value.of("stalled"), Value.of(stalled));
    fields.put(Value.of("commit"), Value.of(origin.commit()));
    fields.put(Value.of("commitURL"), Value.of(origin.page()));
    return new Value.Mapping(fields, Value.MapKind.TEXT_KEYS);
  }
}

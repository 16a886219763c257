package io.rolloutoperator.kubectl.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.kubectl.json.Json;
import java.util.HashMap;
import java.util.Map;

/** What a request gets. */
sealed interface Answer {

  /** Shows a failure or a deed: {@code {"message": "rollout 'shop' promoted"}}. */
  static Whole message(int status, String sentence) {
    return json(status, JsonNodeFactory.instance.objectNode().put("message", sentence));
  }

  static Whole json(int status, JsonNode tree) {
    return new Whole(status, "application/json", Json.compact(tree), Map.of());
  }

  /**
   * An answer that is known as a whole.
   *
   * @param fields of the head beyond those that all answers have
   */
  record Whole(int status, String type, String body, Map<String, String> fields) implements Answer {

    public Whole {
      fields = Map.copyOf(fields);
    }

    /** The same with more fields. */
    Whole with(Map<String, String> more) {
      Map<String, String> all = new HashMap<>(fields);
      all.putAll(more);
      return new Whole(status, type, body, all);
    }
  }

  /** Events that are sent as they happen. */
  record Stream(Feeds.Lease lease) implements Answer {}
}

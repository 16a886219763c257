package io.rolloutoperator.traffic.gatewayapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Writes the change of a route as an RFC 7386 merge patch of labels, annotations and rules, the
 * only parts that are edited.
 */
final class RoutePatch {

  private RoutePatch() {}

  static ObjectNode between(JsonNode observed, JsonNode desired) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = patch.putObject("metadata");
    JsonNode resourceVersion = observed.path("metadata").path("resourceVersion");
    if (!resourceVersion.isMissingNode()) {
      metadata.set("resourceVersion", resourceVersion);
    }
    for (String texts : List.of("labels", "annotations")) {
      ObjectNode changed =
          changed(observed.path("metadata").path(texts), desired.path("metadata").path(texts));
      if (!changed.isEmpty()) {
        metadata.set(texts, changed);
      }
    }
    JsonNode rules = desired.path("spec").path("rules");
    if (!rules.equals(observed.path("spec").path("rules"))) {
      patch.putObject("spec").set("rules", rules);
    }
    return patch;
  }

  private static ObjectNode changed(JsonNode observed, JsonNode desired) {
    ObjectNode changed = JsonNodeFactory.instance.objectNode();
    desired
        .properties()
        .forEach(
            text -> {
              if (!text.getValue().equals(observed.get(text.getKey()))) {
                changed.set(text.getKey(), text.getValue());
              }
            });
    observed
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!desired.has(name)) {
                changed.putNull(name);
              }
            });
    return changed;
  }
}

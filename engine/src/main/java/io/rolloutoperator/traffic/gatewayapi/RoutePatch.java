package io.rolloutoperator.traffic.gatewayapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes the change of a route as an RFC 7386 merge patch of labels and rules, the only parts that
 * are edited.
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
    ObjectNode labels =
        labels(observed.path("metadata").path("labels"), desired.path("metadata").path("labels"));
    if (!labels.isEmpty()) {
      metadata.set("labels", labels);
    }
    JsonNode rules = desired.path("spec").path("rules");
    if (!rules.equals(observed.path("spec").path("rules"))) {
      patch.putObject("spec").set("rules", rules);
    }
    return patch;
  }

  private static ObjectNode labels(JsonNode observed, JsonNode desired) {
    ObjectNode labels = JsonNodeFactory.instance.objectNode();
    desired
        .properties()
        .forEach(
            label -> {
              if (!label.getValue().equals(observed.get(label.getKey()))) {
                labels.set(label.getKey(), label.getValue());
              }
            });
    observed
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!desired.has(name)) {
                labels.putNull(name);
              }
            });
    return labels;
  }
}

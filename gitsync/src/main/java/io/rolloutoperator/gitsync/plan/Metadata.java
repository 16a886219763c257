package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** What stands under {@code metadata} of an object; absent texts are empty. */
record Metadata(JsonNode tree) {

  static Metadata of(JsonNode object) {
    return new Metadata(object.path("metadata"));
  }

  String label(String key) {
    return tree.path("labels").path(key).asText();
  }

  String annotation(String key) {
    return tree.path("annotations").path(key).asText();
  }

  boolean hasAnnotation(String key) {
    return tree.path("annotations").has(key);
  }

  Map<String, String> labels() {
    return texts("labels");
  }

  Map<String, String> annotations() {
    return texts("annotations");
  }

  String uid() {
    return tree.path("uid").asText();
  }

  String resourceVersion() {
    return tree.path("resourceVersion").asText();
  }

  boolean beingDeleted() {
    return !tree.path("deletionTimestamp").asText().isEmpty();
  }

  private Map<String, String> texts(String field) {
    Map<String, String> texts = new TreeMap<>();
    tree.path(field).properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return texts;
  }
}

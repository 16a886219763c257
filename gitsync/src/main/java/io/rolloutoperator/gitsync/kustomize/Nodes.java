package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Questions that all transformers ask of a tree. */
final class Nodes {

  static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

  private Nodes() {}

  /** Whether there is nothing, or an explicit null. */
  static boolean absent(@Nullable JsonNode node) {
    return node == null || node.isMissingNode() || node.isNull();
  }

  /** Whether there is nothing in it that could be looked at: also an empty mapping or list. */
  static boolean absentOrEmpty(@Nullable JsonNode node) {
    return node == null || absent(node) || (node.isContainerNode() && node.isEmpty());
  }

  static boolean scalar(@Nullable JsonNode node) {
    return node != null && node.isValueNode() && !node.isNull();
  }

  /** A scalar's text as it is written; empty for anything else. */
  static String text(@Nullable JsonNode node) {
    return node != null && scalar(node) ? node.asText() : "";
  }

  /** The mapping at a key, made there if it is missing. */
  static ObjectNode childObject(ObjectNode parent, String key) {
    return parent.get(key) instanceof ObjectNode child ? child : parent.putObject(key);
  }

  /** A mapping of texts; scalars of other types by their text, null as empty text. */
  static Map<String, String> texts(@Nullable JsonNode mapping) {
    Map<String, String> texts = new TreeMap<>();
    if (mapping != null) {
      mapping.properties().forEach(each -> texts.put(each.getKey(), text(each.getValue())));
    }
    return texts;
  }

  /** An object's labels or annotations: null is the text {@code null}, as kustomize reads it. */
  static Map<String, String> marks(@Nullable JsonNode mapping) {
    Map<String, String> texts = texts(mapping);
    texts.replaceAll((key, text) -> mapping != null && mapping.path(key).isNull() ? "null" : text);
    return texts;
  }

  /** Writes texts as a mapping at a key, sorted; an empty one takes the key away. */
  static void putTexts(ObjectNode parent, String key, Map<String, String> texts) {
    parent.remove(key);
    if (!texts.isEmpty()) {
      ObjectNode mapping = parent.putObject(key);
      new TreeMap<>(texts).forEach(mapping::put);
    }
  }
}

package io.rolloutoperator.gitsync.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Where the keys of a document's mappings are written. Knows the very nodes that were read, not
 * copies of them; what came by an alias has no lines of its own.
 */
public final class KeyLines {

  private final IdentityHashMap<JsonNode, Map<String, Integer>> mappings = new IdentityHashMap<>();
  private final int document;

  KeyLines(int document) {
    this.document = document;
  }

  void add(JsonNode mapping, Map<String, Integer> lines) {
    mappings.put(mapping, lines);
  }

  /** Line of a mapping's first key, from 1; that of the document for an unknown or empty one. */
  public int first(JsonNode mapping) {
    return mappings.getOrDefault(mapping, Map.of()).values().stream().findFirst().orElse(document);
  }

  /** Line of a mapping's key, from 1; that of the mapping if the key is not written there. */
  public int of(JsonNode mapping, String key) {
    Integer line = mappings.getOrDefault(mapping, Map.of()).get(key);
    return line == null ? first(mapping) : line;
  }
}

package io.rolloutoperator.gitsync.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Where the keys of a document's mappings are written. Knows the very nodes that were read, not
 * copies of them; what came by an alias has no lines of its own.
 */
public final class KeyLines {

  private record Mapping(int first, Map<String, Integer> keys) {}

  private final IdentityHashMap<JsonNode, Mapping> mappings = new IdentityHashMap<>();
  private final Mapping unknown;

  /**
   * @param document line to name for what is not known
   */
  KeyLines(int document) {
    this.unknown = new Mapping(document, Map.of());
  }

  /** Of mappings that stand in no file: all on line 0. */
  public static KeyLines none() {
    return new KeyLines(0);
  }

  /**
   * @param start where the mapping itself begins
   * @param keys in the order of the file
   */
  void add(JsonNode mapping, int start, Map<String, Integer> keys) {
    int first = keys.values().stream().findFirst().orElse(start);
    mappings.put(mapping, new Mapping(first, keys));
  }

  /** Line of a mapping's first key, from 1; that of the document for an unknown mapping. */
  public int first(JsonNode mapping) {
    return mappings.getOrDefault(mapping, unknown).first();
  }

  /** Line of a mapping's key, from 1; that of the first one if the key is not written there. */
  public int of(JsonNode mapping, String key) {
    Mapping lines = mappings.getOrDefault(mapping, unknown);
    return lines.keys().getOrDefault(key, lines.first());
  }
}

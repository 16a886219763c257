package io.rolloutoperator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an absent component of a record means: the empty text, list or map, as in the API's
 * reference client.
 */
public final class Absent {

  private Absent() {}

  /** The text itself, or the empty one. */
  public static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** An immutable copy, or the empty list. */
  public static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** An immutable copy in the same order, or the empty map. */
  public static <V> Map<String, V> map(@Nullable Map<String, V> map) {
    return map == null || map.isEmpty()
        ? Map.of()
        : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** The tree itself; JSON's null is absent. */
  public static @Nullable JsonNode tree(@Nullable JsonNode tree) {
    return tree == null || tree.isNull() || tree.isMissingNode() ? null : tree;
  }

  /** The value itself, or the one that stands for an absent one. */
  public static <T> T orElse(@Nullable T value, T absent) {
    return value == null ? absent : value;
  }
}

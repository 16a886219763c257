package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How two trees differ, by the paths of their values. Elements of lists go by name if they have
 * one.
 */
public final class TreeDifference {

  private TreeDifference() {}

  /**
   * A value that differs.
   *
   * @param before "" if it was not there
   * @param after "" if it is not there any more
   */
  public record Value(String path, String before, String after) {}

  /** The values that differ, by their paths. */
  public static Stream<Value> values(JsonNode before, JsonNode after) {
    Map<String, String> old = values(before);
    Map<String, String> fresh = values(after);
    TreeSet<String> paths = new TreeSet<>(old.keySet());
    paths.addAll(fresh.keySet());
    return paths.stream()
        .filter(path -> !Objects.equals(old.get(path), fresh.get(path)))
        .map(path -> new Value(path, old.getOrDefault(path, ""), fresh.getOrDefault(path, "")));
  }

  /** A path, then what was ({@code -}) and what is ({@code +}); nothing if they are equal. */
  public static List<Line> of(JsonNode before, JsonNode after) {
    return values(before, after).flatMap(value -> lines(value).stream()).toList();
  }

  /** One difference in up to three lines. */
  static List<Line> lines(Value value) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of("  " + value.path(), Tone.STRONG));
    if (!value.before().isEmpty()) {
      lines.add(Line.of("  - " + value.before(), Tone.BAD));
    }
    if (!value.after().isEmpty()) {
      lines.add(Line.of("  + " + value.after(), Tone.GOOD));
    }
    return lines;
  }

  private static Map<String, String> values(JsonNode tree) {
    Map<String, String> values = new LinkedHashMap<>();
    collect("", tree, values);
    return values;
  }

  private static void collect(String path, JsonNode tree, Map<String, String> values) {
    if (tree.isObject() && !tree.isEmpty()) {
      tree.properties()
          .forEach(
              field ->
                  collect(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      values));
    } else if (tree.isArray() && !tree.isEmpty()) {
      for (int i = 0; i < tree.size(); i++) {
        String name = At.text(tree.get(i), "name");
        collect(path + "[" + (name.isEmpty() ? i : name) + "]", tree.get(i), values);
      }
    } else {
      String empty = tree.isObject() ? "{}" : "[]";
      values.put(path, tree.isContainerNode() ? empty : tree.asText());
    }
  }
}

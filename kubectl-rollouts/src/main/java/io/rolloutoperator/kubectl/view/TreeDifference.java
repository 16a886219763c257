package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How two trees differ, by the paths of their values. Elements of lists go by name if they have
 * one.
 */
public final class TreeDifference {

  private TreeDifference() {}

  /** A path, then what was ({@code -}) and what is ({@code +}); nothing if they are equal. */
  public static List<Line> of(JsonNode before, JsonNode after) {
    Map<String, String> old = values(before);
    Map<String, String> fresh = values(after);
    TreeSet<String> paths = new TreeSet<>(old.keySet());
    paths.addAll(fresh.keySet());
    List<Line> lines = new ArrayList<>();
    for (String path : paths) {
      String was = old.get(path);
      String is = fresh.get(path);
      if (was != null && was.equals(is)) {
        continue;
      }
      lines.add(Line.of("  " + path, Tone.STRONG));
      if (was != null) {
        lines.add(Line.of("  - " + was, Tone.BAD));
      }
      if (is != null) {
        lines.add(Line.of("  + " + is, Tone.GOOD));
      }
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

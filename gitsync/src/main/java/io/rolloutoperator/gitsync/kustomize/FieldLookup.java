package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one place that a replacement's source path leads to. */
final class FieldLookup {

  private FieldLookup() {}

  /**
   * Finds it; null if it is not there.
   *
   * @throws BuildException if the path goes on where there is no mapping or list
   */
  static @Nullable JsonNode find(JsonNode object, List<String> steps) {
    JsonNode node = object;
    for (String step : steps) {
      if (!step.isBlank()) {
        node = next(node, step.strip());
        if (node == null) {
          return null;
        }
      }
    }
    return node;
  }

  private static @Nullable JsonNode next(JsonNode node, String step) {
    if (Nodes.absent(node)) {
      return null;
    }
    if (FieldMatch.isIndex(step)) {
      return requireList(node, step).get(Integer.parseInt(step));
    }
    if (step.equals("-")) {
      return requireList(node, step).get(node.size() - 1);
    }
    if (step.equals("*")) {
      throw new BuildException("a source cannot have *");
    }
    if (FieldMatch.isCondition(step)) {
      return item(requireList(node, step), step);
    }
    if (!node.isObject()) {
      throw new BuildException("there is no mapping that has \"" + step + "\"");
    }
    return node.get(step);
  }

  private static @Nullable JsonNode item(JsonNode list, String step) {
    int equals = step.indexOf('=');
    if (equals < 0) {
      throw new BuildException(step + " must read [field=value]");
    }
    String key = step.substring(1, equals);
    String value = step.substring(equals + 1, step.length() - 1);
    for (JsonNode item : list) {
      if (Nodes.text(key.isEmpty() ? item : item.get(key)).equals(value)) {
        return item;
      }
    }
    return null;
  }

  private static JsonNode requireList(JsonNode node, String step) {
    if (!node.isArray()) {
      throw new BuildException("there is no list for " + step);
    }
    return node;
  }
}

package io.rolloutoperator.kubectl.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.manifest.KeyLines;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the line of a field by its path, or that of the nearest field above it which is there. */
final class FieldLine {

  /** The API's texts leave these out of paths: {@code spec.strategy.steps[0]}. */
  private static final List<String> SILENT = List.of("canary", "blueGreen");

  private final KeyLines lines;
  private JsonNode node;
  private String rest;
  private int line;

  private FieldLine(JsonNode root, KeyLines lines, String path) {
    this.lines = lines;
    this.node = root;
    this.rest = path;
    this.line = lines.first(root);
  }

  /**
   * The line, from 1.
   *
   * @param path such as {@code spec.strategy.canary.steps[2].setWeight}
   */
  static int of(JsonNode root, KeyLines lines, String path) {
    FieldLine search = new FieldLine(root, lines, path);
    while (!search.rest.isEmpty() && search.descend()) {
      // One step deeper each time.
    }
    return search.line;
  }

  private boolean descend() {
    if (rest.startsWith("[")) {
      return element();
    }
    return key(rest).map(this::field).orElseGet(this::silent);
  }

  private boolean field(String key) {
    line = Math.max(line, lines.of(node, key));
    node = node.path(key);
    rest = rest.substring(key.length());
    rest = rest.startsWith(".") ? rest.substring(1) : rest;
    return true;
  }

  /** The longest key of the mapping that the rest begins with: keys may have dots. */
  private Optional<String> key(String of) {
    return node.properties().stream()
        .map(Map.Entry::getKey)
        .filter(key -> !key.isEmpty() && of.startsWith(key) && ends(of, key.length()))
        .max(Comparator.comparingInt(String::length));
  }

  private static boolean ends(String path, int at) {
    return at == path.length() || path.charAt(at) == '.' || path.charAt(at) == '[';
  }

  private boolean silent() {
    for (String name : SILENT) {
      if (node.has(name)) {
        line = Math.max(line, lines.of(node, name));
        node = node.path(name);
        return true;
      }
    }
    return false;
  }

  /** {@code [3]} of a list, {@code [memory]} of a mapping. */
  private boolean element() {
    int close = rest.indexOf(']');
    if (close < 0) {
      return false;
    }
    String inside = rest.substring(1, close);
    rest = rest.substring(close + 1);
    rest = rest.startsWith(".") ? rest.substring(1) : rest;
    if (node.isArray()) {
      node = node.path(index(inside));
    } else {
      line = Math.max(line, lines.of(node, inside));
      node = node.path(inside);
    }
    line = node.isObject() ? Math.max(line, lines.first(node)) : line;
    return !node.isMissingNode();
  }

  private static int index(String digits) {
    boolean number =
        !digits.isEmpty()
            && digits.length() < 10
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Integer.parseInt(digits) : -1;
  }
}

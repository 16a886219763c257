package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Fields that a transformer looks at in objects of one kind, or of all.
 *
 * @param group empty for any; likewise version and kind
 * @param path its steps; lists on the way are gone through item by item
 * @param create whether mappings that are missing on the way are made
 */
record FieldSpec(String group, String version, String kind, List<String> path, boolean create) {

  /** Copies the list. */
  FieldSpec {
    path = List.copyOf(path);
  }

  static FieldSpec anyKind(String path, boolean create) {
    return new FieldSpec("", "", "", steps(path), create);
  }

  /**
   * Reads a table, a field to a line: {@code <path> [+] <kind[.version][@group]> …}. A plus sign
   * means that the path is made where it is missing; no kind means every kind.
   */
  static List<FieldSpec> table(String table) {
    return table.lines().filter(line -> !line.isBlank()).flatMap(l -> row(l).stream()).toList();
  }

  private static List<FieldSpec> row(String line) {
    List<String> words = new ArrayList<>(List.of(line.strip().split(" ")));
    List<String> path = steps(words.removeFirst());
    boolean create = words.remove("+");
    if (words.isEmpty()) {
      return List.of(new FieldSpec("", "", "", path, create));
    }
    return words.stream().map(word -> ofKind(word, path, create)).toList();
  }

  private static FieldSpec ofKind(String word, List<String> path, boolean create) {
    int at = word.indexOf('@');
    String group = at < 0 ? "" : word.substring(at + 1);
    String kind = at < 0 ? word : word.substring(0, at);
    int dot = kind.indexOf('.');
    return dot < 0
        ? new FieldSpec(group, "", kind, path, create)
        : new FieldSpec(group, kind.substring(dot + 1), kind.substring(0, dot), path, create);
  }

  /** Cuts a path at its slashes; a backslash before one keeps it. */
  static List<String> steps(String path) {
    return FieldPath.split(path, '/');
  }

  boolean matches(JsonNode object) {
    String apiVersion = Nodes.text(object.get("apiVersion"));
    return matches(
        ResourceId.groupOf(apiVersion),
        ResourceId.versionOf(apiVersion),
        Nodes.text(object.get("kind")));
  }

  boolean matches(ResourceId id) {
    return matches(id.group(), id.version(), id.kind());
  }

  private boolean matches(String ofGroup, String ofVersion, String ofKind) {
    return (kind.isEmpty() || kind.equals(ofKind))
        && (group.isEmpty() || group.equals(ofGroup))
        && (version.isEmpty() || version.equals(ofVersion));
  }
}

package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where two trees differ. */
final class TreeDiff {

  /** More places tell a person nothing more. */
  private static final int LIMIT = 20;

  private TreeDiff() {}

  /** JSON pointers of the outermost fields that differ, at most {@value #LIMIT}. */
  static List<String> paths(JsonNode one, JsonNode other) {
    List<String> paths = new ArrayList<>();
    collect("", one, other, paths);
    return paths;
  }

  private static void collect(String at, JsonNode one, JsonNode other, List<String> paths) {
    if (paths.size() >= LIMIT || one.equals(other)) {
      return;
    }
    if (one.isObject() && other.isObject()) {
      Set<String> names = new TreeSet<>();
      one.fieldNames().forEachRemaining(names::add);
      other.fieldNames().forEachRemaining(names::add);
      names.forEach(
          name -> collect(at + "/" + escaped(name), one.path(name), other.path(name), paths));
    } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        collect(at + "/" + i, one.get(i), other.get(i), paths);
      }
    } else {
      paths.add(at);
    }
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}

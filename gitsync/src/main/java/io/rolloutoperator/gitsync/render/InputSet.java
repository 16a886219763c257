package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.source.CommitTree;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a rendering looked at: files, folders it listed, and paths it found empty. As long as
 * none of them changes, neither does the result.
 *
 * @param ids by path: the id of what was there, empty for nothing
 */
public record InputSet(SortedMap<String, String> ids) {

  /** Copies the map. */
  public InputSet {
    ids = Collections.unmodifiableSortedMap(new TreeMap<>(ids));
  }

  /** An unordered map will do. */
  public static InputSet of(Map<String, String> ids) {
    return new InputSet(new TreeMap<>(ids));
  }

  /** Whether a rendering of this tree would see the same. */
  public boolean sameIn(CommitTree tree) {
    return ids.entrySet().stream()
        .allMatch(
            seen ->
                seen.getValue()
                    .equals(tree.entry(seen.getKey()).map(CommitTree.Entry::id).orElse("")));
  }
}

package io.rolloutoperator.gitsync.writeback;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that a unit's renderings look at, at three commits. A path that is missing in a map is
 * a file that is not there.
 *
 * @param healthy at the commit to go back to
 * @param bad at the commit to undo
 * @param head at the branch's tip, which may be the commit to undo or a later one
 */
public record RevertFiles(
    SortedMap<String, FileContent> healthy,
    SortedMap<String, FileContent> bad,
    SortedMap<String, FileContent> head) {

  /** Copies the maps. */
  public RevertFiles {
    healthy = Collections.unmodifiableSortedMap(new TreeMap<>(healthy));
    bad = Collections.unmodifiableSortedMap(new TreeMap<>(bad));
    head = Collections.unmodifiableSortedMap(new TreeMap<>(head));
  }
}

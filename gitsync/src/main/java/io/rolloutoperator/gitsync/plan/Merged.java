package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.ArrayList;
import java.util.List;

/**
 * A manifest into which the values of other owners were taken.
 *
 * @param atReadVersion whether live values were copied that change without us, so that it may only
 *     be applied with the resourceVersion they were read at
 */
public record Merged(ObjectNode desired, List<Yielded> yielded, boolean atReadVersion) {

  /** Copies the list. */
  public Merged {
    yielded = List.copyOf(yielded);
  }

  /** Nothing yielded yet. */
  public static Merged untouched(ObjectNode desired) {
    return new Merged(desired, List.of(), false);
  }

  /**
   * With live values copied in.
   *
   * @param paths fields of which Git's value does not count; may be empty
   */
  public Merged atReadVersion(ObjectNode changed, List<String> paths, String reason) {
    return new Merged(changed, with(paths, reason), true);
  }

  /** With fields left out, or set without a live object to take them from. */
  public Merged changed(ObjectNode changed, List<String> paths, String reason) {
    return new Merged(changed, with(paths, reason), atReadVersion);
  }

  private List<Yielded> with(List<String> paths, String reason) {
    List<Yielded> all = new ArrayList<>(yielded);
    if (!paths.isEmpty()) {
      all.add(new Yielded(ObjectId.of(desired), paths, reason));
    }
    return all;
  }
}

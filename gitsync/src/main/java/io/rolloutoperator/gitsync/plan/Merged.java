package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
}

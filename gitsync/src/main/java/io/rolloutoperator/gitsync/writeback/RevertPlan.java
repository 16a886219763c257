package io.rolloutoperator.gitsync.writeback;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How an aborted release is undone in Git. */
public sealed interface RevertPlan {

  /**
   * One commit on top of the branch.
   *
   * @param changes by path, at least one and at most {@link RevertPlanner#MOST_FILES}
   */
  record Files(SortedMap<String, FileChange> changes) implements RevertPlan {
    /** Copies the map. */
    public Files {
      changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
    }
  }

  /**
   * Only a person can undo it.
   *
   * @param message one line that says why
   */
  record NotPossible(String message) implements RevertPlan {}

  /** The branch no longer brings the aborted template: somebody else was faster. */
  record AlreadyGone() implements RevertPlan {}
}

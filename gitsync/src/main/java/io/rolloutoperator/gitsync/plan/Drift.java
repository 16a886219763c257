package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.ObjectId;

/** What others did to objects, as opposed to what a commit or another spec newly wants. */
public final class Drift {

  private Drift() {}

  /** What was wanted of an object when it was applied or found in order last. */
  private enum Wanted {
    /** The same as now. */
    THE_SAME,
    /** Something else. */
    ANOTHER,
    /** Nobody knows: it never was, or the process has ended since. */
    UNKNOWN
  }

  /**
   * Whether an object that differs was changed by others: it is the unit's, of a state that was
   * applied whole, and as it was wanted then. Also after a restart, when only the status tells what
   * was applied: an object of such a state that differs cannot be news.
   *
   * @param desiredHash of what is wanted now
   */
  public static boolean isOf(SyncSnapshot snapshot, ObjectId id, String desiredHash) {
    return snapshot.isAppliedWhole()
        && snapshot.facts().inventory().contains(id)
        && wanted(snapshot, id, desiredHash) != Wanted.ANOTHER;
  }

  /**
   * The same of an object that this process itself saw as it is wanted now. That is enough while
   * the rest of a state is still to be applied, and with less nobody is said to fight for it.
   *
   * @param desiredHash of what is wanted now
   */
  public static boolean isSeenOf(SyncSnapshot snapshot, ObjectId id, String desiredHash) {
    return wanted(snapshot, id, desiredHash) == Wanted.THE_SAME;
  }

  private static Wanted wanted(SyncSnapshot snapshot, ObjectId id, String desiredHash) {
    AppliedState known = snapshot.facts().applied().get(id);
    if (known == null) {
      return Wanted.UNKNOWN;
    }
    return known.desiredHash().equals(desiredHash) ? Wanted.THE_SAME : Wanted.ANOTHER;
  }
}

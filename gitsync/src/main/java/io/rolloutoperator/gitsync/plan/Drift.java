package io.rolloutoperator.gitsync.plan;

import io.rolloutoperator.gitsync.manifest.ObjectId;

/** What others did to objects, as opposed to what a commit or another spec newly wants. */
public final class Drift {

  private Drift() {}

  /**
   * Whether an object that differs was changed by others: it is the unit's, of a commit that was
   * applied whole, and as it was wanted then. What was wanted is not known after a restart.
   *
   * @param desiredHash of what is wanted now
   */
  public static boolean isOf(SyncSnapshot snapshot, ObjectId id, String desiredHash) {
    AppliedState known = snapshot.facts().applied().get(id);
    return snapshot.isAppliedWhole()
        && snapshot.facts().inventory().contains(id)
        && (known == null || known.desiredHash().equals(desiredHash));
  }
}

package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.writeback.CommitBudget;
import java.util.List;
import java.util.Optional;

/**
 * A release that is to be undone in Git.
 *
 * @param subject the pass that found it
 * @param source the repository it came from
 * @param healthy the last healthy commit
 * @param past commits of the unit that are known
 */
record AbortedRelease(
    PassSubject subject,
    FollowedSource source,
    QuarantineEntry entry,
    Optional<Revision> healthy,
    List<CommitBudget.Past> past) {

  /** Copies the list. */
  AbortedRelease {
    past = List.copyOf(past);
  }
}

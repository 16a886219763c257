package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.gitsync.GitSyncCondition;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.status.ConditionReason;
import io.rolloutoperator.gitsync.status.ConditionType;
import java.util.Optional;
import java.util.Set;

/**
 * Tells as Events of a GitSync what became of its condition Ready. Progress has none, since it
 * changes with every object that is waited for, and an abort has one of its own with each release.
 */
record ReadyEvents(UnitEvents events) {

  private static final String SUCCEEDED = ConditionReason.RECONCILIATION_SUCCEEDED.text();

  private static final Set<String> WITHOUT =
      Set.of(ConditionReason.PROGRESSING.text(), ConditionReason.ROLLOUT_ABORTED.text());

  /** What goes away once others are ready. */
  private static final Set<String> EXPECTED =
      Set.of(SUCCEEDED, ConditionReason.DEPENDENCY_NOT_READY.text());

  /** Tells what a pass changed, if it did. */
  void tell(ObjectNode gitSync, GitSyncStatus before, GitSyncStatus after) {
    Optional<GitSyncCondition> now = ready(after);
    Optional<GitSyncCondition> was = ready(before);
    now.filter(ready -> !WITHOUT.contains(ready.reason()))
        .filter(ready -> was.filter(known -> says(known, ready)).isEmpty())
        .ifPresent(ready -> tell(gitSync, after.lastAttemptedRevision(), ready));
  }

  private void tell(ObjectNode gitSync, String revision, GitSyncCondition ready) {
    if (EXPECTED.contains(ready.reason())) {
      events.normal(gitSync, revision, ready.reason(), ready.message());
    } else {
      events.warning(gitSync, revision, ready.reason(), ready.message());
    }
  }

  /**
   * Whether nothing new is said. That a unit stays ready with a commit that changes nothing of it
   * is no news, or each commit would be a thousand Events.
   */
  private static boolean says(GitSyncCondition known, GitSyncCondition ready) {
    return known.reason().equals(ready.reason())
        && (known.message().equals(ready.message()) || SUCCEEDED.equals(ready.reason()));
  }

  private static Optional<GitSyncCondition> ready(GitSyncStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(ConditionType.READY.text()))
        .findFirst();
  }
}

package io.rolloutoperator.gitsync.plan;

/** Why a unit is not ready, or something of it was not written: reasons of condition Ready. */
public enum SyncReason {
  PROGRESSING("Progressing"),
  VALIDATION_FAILED("ValidationFailed"),
  APPLY_FAILED("ApplyFailed"),
  PRUNE_BLOCKED("PruneBlocked"),
  DEPENDENCY_NOT_READY("DependencyNotReady"),
  ROLLOUT_ABORTED("RolloutAborted"),
  CONFLICTING_OWNER("ConflictingOwner"),
  FORBIDDEN("Forbidden"),
  OUTSIDE_SYNC_WINDOW("OutsideSyncWindow"),
  SUSPENDED("Suspended");

  private final String text;

  SyncReason(String text) {
    this.text = text;
  }

  /** As a condition spells it. */
  public String text() {
    return text;
  }
}

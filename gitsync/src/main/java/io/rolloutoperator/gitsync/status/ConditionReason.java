package io.rolloutoperator.gitsync.status;

/** Reasons of the conditions of a GitSync, each in the word that users and tools read. */
public enum ConditionReason {
  RECONCILIATION_SUCCEEDED("ReconciliationSucceeded"),
  PROGRESSING("Progressing"),
  PROGRESSING_WITH_RETRY("ProgressingWithRetry"),
  FETCH_FAILED("FetchFailed"),
  VERIFICATION_FAILED("VerificationFailed"),
  BUILD_FAILED("BuildFailed"),
  DECRYPTION_FAILED("DecryptionFailed"),
  VALIDATION_FAILED("ValidationFailed"),
  APPLY_FAILED("ApplyFailed"),
  PRUNE_FAILED("PruneFailed"),
  PRUNE_BLOCKED("PruneBlocked"),
  HEALTH_CHECK_FAILED("HealthCheckFailed"),
  DEPENDENCY_NOT_READY("DependencyNotReady"),
  ROLLOUT_ABORTED("RolloutAborted"),
  CONFLICTING_OWNER("ConflictingOwner"),
  FORBIDDEN("Forbidden"),
  IMPERSONATION_FAILED("ImpersonationFailed"),
  OUTSIDE_SYNC_WINDOW("OutsideSyncWindow"),
  INVALID_SPEC("InvalidSpec"),
  HEALTHY("Healthy"),
  ROLLOUT_PAUSED("RolloutPaused"),
  DEGRADED("Degraded"),
  FETCHED("Fetched"),
  WRITE_BACK_CONFIGURED("WriteBackConfigured"),
  WRITE_BACK_NOT_CONFIGURED("WriteBackNotConfigured"),
  WRITE_BACK_NOT_POSSIBLE("WriteBackNotPossible"),
  WRITE_BACK_FAILED("WriteBackFailed"),
  RATE_LIMITED("RateLimited"),
  DRIFT_NOT_REPAIRED("DriftNotRepaired"),
  FIELDS_IGNORED("FieldsIgnored");

  private final String text;

  ConditionReason(String text) {
    this.text = text;
  }

  /** As a condition spells it. */
  public String text() {
    return text;
  }
}

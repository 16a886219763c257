package io.rolloutoperator.gitsync.unit;

/** How a unit treats the Rollouts among its objects. */
public record RolloutPolicies(OnAbort onAbort, DuringRollout duringRollout) {

  /** What follows the abort of a release, besides its quarantine. */
  public enum OnAbort {
    MARK,
    REVERT,
    PULL_REQUEST
  }

  /** What becomes of a commit that arrives while a Rollout is under way. */
  public enum DuringRollout {
    SUPERSEDE,
    QUEUE,
    ONLY_NON_WORKLOAD
  }
}

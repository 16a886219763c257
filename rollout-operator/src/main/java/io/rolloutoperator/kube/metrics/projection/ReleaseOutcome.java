package io.rolloutoperator.kube.metrics.projection;

import io.rolloutoperator.engine.plan.Completion;

/** How releases end and what made them: every pair that the metrics can tell. */
public enum ReleaseOutcome {
  /** All steps are done. */
  PROMOTED_BY_STEPS("promoted", "steps"),
  /** A person skipped what was left. */
  PROMOTED_BY_USER("promoted", "user"),
  /** An earlier revision came back and could skip the steps. */
  PROMOTED_IN_ROLLBACK_WINDOW("promoted", "rollback_window"),
  /** The first revision of a Rollout. */
  PROMOTED_FIRST("promoted", "initial_deploy"),
  /** A metric failed or could not be read. */
  ABORTED_BY_ANALYSIS("aborted", "analysis"),
  /** No progress for {@code progressDeadlineSeconds}. */
  ABORTED_BY_DEADLINE("aborted", "deadline"),
  /** A person. */
  ABORTED_BY_USER("aborted", "user"),
  /** Another revision came before the end. */
  SUPERSEDED("superseded", "new_revision"),
  /** The spec went back to the stable revision before the end. */
  ROLLED_BACK("rolled_back", "spec");

  private final String outcome;
  private final String cause;

  ReleaseOutcome(String outcome, String cause) {
    this.outcome = outcome;
    this.cause = cause;
  }

  /** Value of the label {@code outcome}. */
  public String outcome() {
    return outcome;
  }

  /** Value of the label {@code cause}. */
  public String cause() {
    return cause;
  }

  /** Whether the revision became stable. */
  public boolean promoted() {
    return outcome.equals(PROMOTED_BY_STEPS.outcome);
  }

  static ReleaseOutcome of(Completion completion) {
    return switch (completion) {
      case Completion.InitialDeploy() -> PROMOTED_FIRST;
      case Completion.FullPromotion() -> PROMOTED_BY_USER;
      case Completion.RollbackWithinWindow() -> PROMOTED_IN_ROLLBACK_WINDOW;
      case Completion.AllSteps _ -> PROMOTED_BY_STEPS;
    };
  }

  /**
   * Why a release was aborted, from the sentence that the condition and the Event say, which is
   * part of the wire contract.
   */
  static ReleaseOutcome ofAbort(String sentence) {
    if (sentence.contains(" analysis phase error/failed")) {
      return ABORTED_BY_ANALYSIS;
    }
    return sentence.contains(" has timed out progressing") ? ABORTED_BY_DEADLINE : ABORTED_BY_USER;
  }
}

package io.rolloutoperator.engine.plan;

/**
 * How an update became stable; {@code status.duration.completionStatus} and the Event
 * RolloutCompleted tell it.
 */
public sealed interface Completion {

  /** The reason as the Event RolloutCompleted words it. */
  String text();

  /** The first revision of a Rollout. */
  record InitialDeploy() implements Completion {
    @Override
    public String text() {
      return "Initial deploy";
    }
  }

  /** A user asked to skip everything. */
  record FullPromotion() implements Completion {
    @Override
    public String text() {
      return "Full promotion requested";
    }
  }

  /** A rollback that may skip steps and analysis. */
  record RollbackWithinWindow() implements Completion {
    @Override
    public String text() {
      return "Rollback within window";
    }
  }

  /**
   * All steps are done.
   *
   * @param steps how many there were, ≥ 0
   */
  record AllSteps(int steps) implements Completion {
    @Override
    public String text() {
      return "Completed all " + steps + " canary steps";
    }
  }
}

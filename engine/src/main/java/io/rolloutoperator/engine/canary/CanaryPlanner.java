package io.rolloutoperator.engine.canary;

import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.status.ProgressDeadline;

/**
 * Plans one pass of a canary whose current ReplicaSet exists.
 *
 * <p>First what may change the course of the update is judged: commands of users, verdicts of
 * analyses, the progress deadline. Then the writes are planned in the order that keeps traffic
 * safe, and last the steps.
 */
public final class CanaryPlanner {

  private CanaryPlanner() {}

  /** The plan of a whole pass. */
  public static Plan plan(Snapshot snapshot, ReplicaSetFacts current) {
    CanaryView view = CanaryView.of(snapshot, current);
    Draft draft = new Draft(view.control());
    Commands.apply(view, draft);
    AnalysisVerdicts.apply(view, draft);
    DeadlineGate.apply(view, draft);
    HistoryPlan.apply(view, draft);
    OldReplicaSets.keepServed(view, draft);
    TrafficPlan.apply(view, draft);
    AnalysisRunPlan.apply(view, draft);
    ReplicaPlan.apply(view, draft);
    StepPlan.apply(view, draft);
    PromotionPlan.apply(view, draft);
    ProgressDeadline.of(snapshot).left().ifPresent(draft::lookAgainIn);
    return draft.toPlan();
  }

  /**
   * The plan after {@code spec.replicas} was changed: pods only; traffic, Services, steps and
   * analysis stay as they are.
   */
  public static Plan planScaling(Snapshot snapshot, ReplicaSetFacts current) {
    CanaryView view = CanaryView.of(snapshot, current);
    Draft draft = new Draft(view.control());
    ReplicaPlan.scale(view, draft);
    draft.because("scaled", "spec.replicas is now " + view.replicas());
    return draft.toScalingPlan();
  }
}

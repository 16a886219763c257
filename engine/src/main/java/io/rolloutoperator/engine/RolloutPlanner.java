package io.rolloutoperator.engine;

import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.Reason;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.stages.AbsentReplicasStage;
import io.rolloutoperator.engine.stages.ClaimStage;
import io.rolloutoperator.engine.stages.InvalidSpecStage;
import io.rolloutoperator.engine.stages.PauseConditionStage;
import io.rolloutoperator.engine.stages.RestartStage;
import io.rolloutoperator.engine.stages.RevisionStage;
import io.rolloutoperator.engine.stages.ScalingStage;
import io.rolloutoperator.engine.stages.Stage;
import io.rolloutoperator.engine.stages.StrategyStage;
import java.util.List;

/**
 * Decides what one pass of a Rollout does. A function of the snapshot alone: no client, no clock,
 * no log.
 *
 * <p>The stages are asked in order and the first that has something to do makes the whole plan, so
 * that no pass mixes, say, a new revision with a traffic shift planned from the old one.
 */
public final class RolloutPlanner {

  private static final List<Stage> STAGES =
      List.of(
          new InvalidSpecStage(),
          new ClaimStage(),
          new AbsentReplicasStage(),
          new RevisionStage(),
          new PauseConditionStage(),
          new ScalingStage(),
          new RestartStage(),
          new StrategyStage());

  private RolloutPlanner() {}

  /** The plan for what was observed. */
  public static Plan plan(Snapshot snapshot) {
    Plan plan = first(snapshot);
    return RestartStage.again(snapshot).map(plan::withLookIn).orElse(plan);
  }

  private static Plan first(Snapshot snapshot) {
    for (Stage stage : STAGES) {
      var plan = stage.plan(snapshot);
      if (plan.isPresent()) {
        return plan.get();
      }
    }
    return Plan.nothing(new Reason("nothing", "nothing to do"));
  }
}

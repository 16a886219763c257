package io.rolloutoperator.engine.stages;

import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.util.Optional;

/** Lets the strategy plan the pass. */
public final class StrategyStage implements Stage {

  @Override
  public Optional<Plan> plan(Snapshot snapshot) {
    return StrategyPlanner.of(snapshot)
        .flatMap(
            planner ->
                StrategyPlanner.current(snapshot)
                    .map(current -> planner.pass().apply(snapshot, current)));
  }
}

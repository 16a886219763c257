package io.rolloutoperator.engine.stages;

import io.rolloutoperator.engine.canary.CanaryPlanner;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.snapshot.TemplateMatch;
import java.util.Optional;

/** Lets the strategy plan the pass. */
public final class StrategyStage implements Stage {

  @Override
  public Optional<Plan> plan(Snapshot snapshot) {
    return snapshot.template() instanceof TemplateMatch.Existing(String name)
        ? snapshot.replicaSet(name).map(current -> CanaryPlanner.plan(snapshot, current))
        : Optional.empty();
  }
}

package io.rolloutoperator.engine.stages;

import io.rolloutoperator.engine.canary.CanaryPlanner;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.snapshot.TemplateMatch;
import io.rolloutoperator.engine.strategy.Canary;
import io.rolloutoperator.engine.strategy.NoStrategy;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The planner of a strategy.
 *
 * @param pass plans a whole pass
 * @param scaling plans a pass that only follows {@code spec.replicas}
 */
record StrategyPlanner(
    BiFunction<Snapshot, ReplicaSetFacts, Plan> pass,
    BiFunction<Snapshot, ReplicaSetFacts, Plan> scaling) {

  private static final StrategyPlanner CANARY =
      new StrategyPlanner(CanaryPlanner::plan, CanaryPlanner::planScaling);

  /** The planner of a Rollout's strategy; none for a spec that is refused anyway. */
  static Optional<StrategyPlanner> of(Snapshot snapshot) {
    return switch (snapshot.rollout().strategy()) {
      case Canary _ -> Optional.of(CANARY);
      case NoStrategy() -> Optional.empty();
    };
  }

  /** The ReplicaSet of the present template, if it exists. */
  static Optional<ReplicaSetFacts> current(Snapshot snapshot) {
    return snapshot.template() instanceof TemplateMatch.Existing(String name)
        ? snapshot.replicaSet(name)
        : Optional.empty();
  }
}

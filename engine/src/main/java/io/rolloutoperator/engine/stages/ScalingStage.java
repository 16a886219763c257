package io.rolloutoperator.engine.stages;

import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.util.Optional;

/**
 * After {@code spec.replicas} changed, only pods follow: an autoscaler must not move an update on.
 * Noticed by the number that each ReplicaSet in use was last sized for.
 */
public final class ScalingStage implements Stage {

  @Override
  public Optional<Plan> plan(Snapshot snapshot) {
    return snapshot.rollout().spec().paused()
        ? Optional.empty()
        : StrategyPlanner.current(snapshot)
            .filter(current -> changed(snapshot, current))
            .flatMap(
                current ->
                    StrategyPlanner.of(snapshot)
                        .map(planner -> planner.scaling().apply(snapshot, current)))
            .filter(plan -> !plan.actions().isEmpty());
  }

  private static boolean changed(Snapshot snapshot, ReplicaSetFacts current) {
    return snapshot.replicaSets().stream()
        .filter(rs -> rs.specReplicas() > 0 && inUse(snapshot, rs, current.name()))
        .anyMatch(rs -> sizedForAnother(snapshot, rs));
  }

  private static boolean inUse(Snapshot snapshot, ReplicaSetFacts rs, String current) {
    return rs.name().equals(current) || rs.hash().equals(snapshot.rollout().status().stableRS());
  }

  private static boolean sizedForAnother(Snapshot snapshot, ReplicaSetFacts rs) {
    return rs.annotations().containsKey(Annotations.DESIRED_REPLICAS)
        && Annotations.number(rs.annotations(), Annotations.DESIRED_REPLICAS)
            != snapshot.rollout().replicas();
  }
}

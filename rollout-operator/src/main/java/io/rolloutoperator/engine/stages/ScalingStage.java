package io.rolloutoperator.engine.stages;

import io.rolloutoperator.engine.canary.CanaryPlanner;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.snapshot.TemplateMatch;
import java.util.Optional;

/**
 * After {@code spec.replicas} changed, only pods follow: an autoscaler must not move an update on.
 * Noticed by the number that each ReplicaSet in use was last sized for.
 */
public final class ScalingStage implements Stage {

  @Override
  public Optional<Plan> plan(Snapshot snapshot) {
    if (!(snapshot.template() instanceof TemplateMatch.Existing(String name))
        || snapshot.rollout().spec().paused()) {
      return Optional.empty();
    }
    boolean changed =
        snapshot.replicaSets().stream()
            .filter(rs -> rs.specReplicas() > 0 && inUse(snapshot, rs, name))
            .anyMatch(rs -> sizedForAnother(snapshot, rs));
    return changed
        ? snapshot
            .replicaSet(name)
            .map(current -> CanaryPlanner.planScaling(snapshot, current))
            .filter(plan -> !plan.actions().isEmpty())
        : Optional.empty();
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

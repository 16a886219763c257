package io.rolloutoperator.engine.stages;

import io.rolloutoperator.engine.plan.DefaultReplicas;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.PlannedAction;
import io.rolloutoperator.engine.plan.Reason;
import io.rolloutoperator.engine.plan.StatusIntent;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Writes the number of replicas that an absent field means, since autoscalers compute from what is
 * written.
 */
public final class AbsentReplicasStage implements Stage {

  @Override
  public Optional<Plan> plan(Snapshot snapshot) {
    if (snapshot.rollout().spec().replicas() != null) {
      return Optional.empty();
    }
    return Optional.of(
        new Plan(
            List.of(PlannedAction.of(new DefaultReplicas())),
            new StatusIntent.Keep(),
            List.of(new Reason("default-replicas", "spec.replicas is absent and becomes 1")),
            Optional.of(Duration.ZERO)));
  }
}

package io.rolloutoperator.engine.stages;

import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.Reason;
import io.rolloutoperator.engine.plan.StatusIntent;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.status.PauseConditionRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Shows at once that a user paused, resumed or retried, before anything is done about it. */
public final class PauseConditionStage implements Stage {

  @Override
  public Optional<Plan> plan(Snapshot snapshot) {
    boolean known = snapshot.rollout().generationObserved();
    if (!known || !PauseConditionRules.lag(snapshot.rollout(), snapshot.now())) {
      return Optional.empty();
    }
    return Optional.of(
        new Plan(
            List.of(),
            new StatusIntent.PauseConditions(),
            List.of(new Reason("pause-conditions", "a user paused, resumed or retried")),
            Optional.of(Duration.ZERO)));
  }
}

package io.rolloutoperator.engine.status;

import io.rolloutoperator.api.rollout.RolloutCondition;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import java.time.Instant;
import java.util.Optional;

/** The phase that sums a Rollout up, and why; the first rule that matches wins. */
final class PhaseRules {

  /**
   * A phase with its reason.
   *
   * @param phase Healthy, Degraded, Progressing or Paused
   * @param message why; "" when healthy
   */
  record Phase(String phase, String message) {}

  private PhaseRules() {}

  static Phase of(RolloutFacts rollout, RolloutStatus status) {
    return degraded(status)
        .or(() -> paused(rollout, status))
        .or(() -> progressing(rollout, status))
        .orElse(new Phase("Healthy", ""));
  }

  private static Optional<Phase> degraded(RolloutStatus status) {
    Conditions conditions = Conditions.of(status.conditions());
    Optional<RolloutCondition> invalid = conditions.find(Conditions.INVALID_SPEC);
    if (invalid.isPresent()) {
      return Optional.of(new Phase("Degraded", "InvalidSpec: " + invalid.get().message()));
    }
    Optional<RolloutCondition> refused = conditions.find(Conditions.RECONCILIATION_ERROR);
    if (refused.isPresent()) {
      return Optional.of(new Phase("Degraded", "ReconciliationError: " + refused.get().message()));
    }
    return conditions
        .find(Conditions.PROGRESSING)
        .filter(
            condition ->
                condition.reason().equals(Conditions.ROLLOUT_ABORTED)
                    || condition.reason().equals(Conditions.REPLICA_SET_CREATE_ERROR)
                    || condition.reason().equals(Conditions.PROGRESS_DEADLINE_EXCEEDED))
        .map(condition -> new Phase("Degraded", condition.reason() + ": " + condition.message()));
  }

  private static Optional<Phase> paused(RolloutFacts rollout, RolloutStatus status) {
    if (rollout.spec().paused()) {
      return Optional.of(new Phase("Paused", "manually paused"));
    }
    return status.pauseConditions().stream()
        .findFirst()
        .map(pause -> new Phase("Paused", pause.reason()));
  }

  private static Optional<Phase> progressing(RolloutFacts rollout, RolloutStatus status) {
    Instant restart = rollout.spec().restartAt();
    if (restart != null && !restart.equals(status.restartedAt())) {
      return Optional.of(new Phase("Progressing", "rollout is restarting"));
    }
    if (status.updatedReplicas() < rollout.replicas()) {
      return Optional.of(new Phase("Progressing", "more replicas need to be updated"));
    }
    if (status.availableReplicas() < status.updatedReplicas()) {
      return Optional.of(new Phase("Progressing", "updated replicas are still becoming available"));
    }
    return rollout.strategy().unfinished(status).map(why -> new Phase("Progressing", why));
  }
}

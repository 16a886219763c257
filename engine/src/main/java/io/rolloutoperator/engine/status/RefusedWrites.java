package io.rolloutoperator.engine.status;

import io.rolloutoperator.api.rollout.RolloutCondition;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;

/**
 * The status when the API server refuses a write of a plan for good: what it says is shown in a
 * condition and in the phase, and told once, as long as it says the same. Everything else stays,
 * and the next decision that can be carried out takes the condition away.
 */
public final class RefusedWrites {

  private RefusedWrites() {}

  /**
   * The ReplicaSet of a new revision could not be made.
   *
   * @param replicaSet its name
   * @param error the words of the API server
   */
  public static Projected replicaSet(Snapshot snapshot, String replicaSet, String error) {
    String reason = Conditions.REPLICA_SET_CREATE_ERROR;
    String text = "Failed to create new replica set \"" + replicaSet + "\": " + error;
    Conditions before = Conditions.of(snapshot.rollout().status().conditions());
    Conditions after =
        before.set(Conditions.PROGRESSING, Conditions.FALSE, reason, text, snapshot.now());
    boolean told = before.hasReason(Conditions.PROGRESSING, reason);
    return projected(snapshot, after, told ? List.of() : List.of(EventNote.warning(reason, text)));
  }

  /**
   * Another write was refused. The progress of the update is not touched: the condition is one of
   * its own.
   *
   * @param error the words of the API server
   */
  public static Projected write(Snapshot snapshot, String error) {
    String type = Conditions.RECONCILIATION_ERROR;
    Conditions before = Conditions.of(snapshot.rollout().status().conditions());
    Optional<RolloutCondition> told =
        before.find(type).filter(condition -> condition.message().equals(error));
    if (told.isPresent()) {
      return projected(snapshot, before, List.of());
    }
    return projected(
        snapshot,
        before.replace(type, Conditions.TRUE, type, error, snapshot.now()),
        List.of(event(error)));
  }

  /** What tells that a write was refused. */
  public static EventNote event(String error) {
    return EventNote.warning(
        Conditions.RECONCILIATION_ERROR, "Reconciliation failed with error: " + error);
  }

  private static Projected projected(
      Snapshot snapshot, Conditions conditions, List<EventNote> events) {
    RolloutStatus status =
        snapshot.rollout().status().toBuilder().conditions(conditions.list()).build();
    return new Projected(StatusProjection.finish(snapshot, status), events);
  }
}

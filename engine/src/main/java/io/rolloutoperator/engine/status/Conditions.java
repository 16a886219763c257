package io.rolloutoperator.engine.status;

import io.rolloutoperator.api.rollout.RolloutCondition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The list of conditions of a Rollout. Immutable; every change gives a new list.
 *
 * <p>A condition with the same status and reason stays as it is, its message too, so that nothing
 * is written when nothing happened. A changed one goes to the end of the list.
 */
public final class Conditions {

  public static final String INVALID_SPEC = "InvalidSpec";
  public static final String RECONCILIATION_ERROR = "ReconciliationError";
  public static final String AVAILABLE = "Available";
  public static final String PROGRESSING = "Progressing";
  public static final String REPLICA_FAILURE = "ReplicaFailure";
  public static final String PAUSED = "Paused";
  public static final String COMPLETED = "Completed";
  public static final String HEALTHY = "Healthy";

  public static final String TRUE = "True";
  public static final String FALSE = "False";
  public static final String UNKNOWN = "Unknown";

  public static final String NEW_REPLICA_SET_CREATED = "NewReplicaSetCreated";
  public static final String FOUND_NEW_REPLICA_SET = "FoundNewReplicaSet";
  public static final String NEW_REPLICA_SET_AVAILABLE = "NewReplicaSetAvailable";
  public static final String REPLICA_SET_UPDATED = "ReplicaSetUpdated";
  public static final String REPLICA_SET_NOT_AVAILABLE = "ReplicaSetNotAvailable";
  public static final String PROGRESS_DEADLINE_EXCEEDED = "ProgressDeadlineExceeded";
  public static final String REPLICA_SET_CREATE_ERROR = "ReplicaSetCreateError";
  public static final String ROLLOUT_ABORTED = "RolloutAborted";
  public static final String ROLLOUT_PAUSED = "RolloutPaused";
  public static final String ROLLOUT_RESUMED = "RolloutResumed";
  public static final String ROLLOUT_RETRY = "RolloutRetry";

  private final List<RolloutCondition> list;

  private Conditions(List<RolloutCondition> list) {
    this.list = List.copyOf(list);
  }

  static Conditions of(List<RolloutCondition> list) {
    return new Conditions(list);
  }

  List<RolloutCondition> list() {
    return list;
  }

  Optional<RolloutCondition> find(String type) {
    for (RolloutCondition condition : list) {
      if (condition.type().equals(type)) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }

  boolean has(String type, String status) {
    return find(type).filter(condition -> condition.status().equals(status)).isPresent();
  }

  boolean hasReason(String type, String reason) {
    return find(type).filter(condition -> condition.reason().equals(reason)).isPresent();
  }

  /** Sets a condition; unchanged if it has this status and reason already. */
  Conditions set(String type, String status, String reason, String message, Instant now) {
    Optional<RolloutCondition> before = find(type);
    boolean same =
        before
            .filter(
                condition -> condition.status().equals(status) && condition.reason().equals(reason))
            .isPresent();
    return same ? this : replace(type, status, reason, message, now);
  }

  /**
   * Sets a condition anew even if it has this status and reason, which tells of progress by its
   * time.
   */
  Conditions replace(String type, String status, String reason, String message, Instant now) {
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    @Nullable Instant transition =
        find(type)
            .filter(condition -> condition.status().equals(status))
            .map(RolloutCondition::lastTransitionTime)
            .orElse(second);
    List<RolloutCondition> changed = new ArrayList<>(without(type).list);
    changed.add(new RolloutCondition(type, status, second, transition, reason, message));
    return new Conditions(changed);
  }

  Conditions without(String type) {
    return find(type).isEmpty()
        ? this
        : new Conditions(
            list.stream().filter(condition -> !condition.type().equals(type)).toList());
  }
}

package io.rolloutoperator.engine.status;

import io.rolloutoperator.api.rollout.RolloutCondition;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.plan.Decision;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The conditions after a decision, one method each.
 *
 * <p>They are derived from the status that is about to be written, compared with the one that
 * stands.
 */
final class ConditionRules {

  /**
   * The conditions and what their changes tell.
   *
   * @param list conditions in the order of their last change
   * @param events to be told, in order
   */
  record Result(List<RolloutCondition> list, List<EventNote> events) {}

  private final Snapshot snapshot;
  private final Decision decision;
  private final Optional<ReplicaSetFacts> current;
  private final RolloutStatus next;
  private final List<EventNote> events = new ArrayList<>();

  ConditionRules(
      Snapshot snapshot, Decision decision, Optional<ReplicaSetFacts> current, RolloutStatus next) {
    this.snapshot = snapshot;
    this.decision = decision;
    this.current = current;
    this.next = next;
  }

  Result apply() {
    Conditions before = Conditions.of(before().conditions());
    Conditions after =
        before.without(Conditions.INVALID_SPEC).without(Conditions.RECONCILIATION_ERROR);
    after = healthy(after);
    boolean becameUnhealthy = becameUnhealthy(before, after);
    after = aborted(after);
    after = progressing(after, becameUnhealthy);
    after = available(after);
    after = replicaFailure(after);
    after = completed(after);
    after = paused(after);
    return new Result(after.list(), events);
  }

  private Conditions healthy(Conditions conditions) {
    if (!waiting() && isHealthy()) {
      return conditions.set(
          Conditions.HEALTHY, Conditions.TRUE, "RolloutHealthy", "Rollout is healthy", now());
    }
    return conditions.find(Conditions.HEALTHY).isEmpty()
        ? conditions
        : conditions.set(
            Conditions.HEALTHY,
            Conditions.FALSE,
            "RolloutHealthy",
            "Rollout is not healthy",
            now());
  }

  private Conditions aborted(Conditions conditions) {
    if (!decision.control().abort()) {
      return conditions;
    }
    String base = "Rollout aborted update to revision " + revision();
    String message = decision.abortReason().map(reason -> base + ": " + reason).orElse(base);
    if (!conditions.hasReason(Conditions.PROGRESSING, Conditions.ROLLOUT_ABORTED)) {
      events.add(EventNote.warning("RolloutAborted", message));
    }
    return conditions.set(
        Conditions.PROGRESSING, Conditions.FALSE, Conditions.ROLLOUT_ABORTED, message, now());
  }

  private Conditions progressing(Conditions conditions, boolean becameUnhealthy) {
    String name =
        current
            .map(ReplicaSetFacts::name)
            .orElse(snapshot.rollout().name() + "-" + next.currentPodHash());
    if (decision.kind() == Decision.Kind.REVISION_CREATED) {
      return conditions.replace(
          Conditions.PROGRESSING,
          Conditions.TRUE,
          Conditions.NEW_REPLICA_SET_CREATED,
          "Created new replica set \"" + name + "\"",
          now());
    }
    if (decision.control().abort() || restsAvailable(conditions)) {
      return conditions;
    }
    if (conditions.find(Conditions.PROGRESSING).isEmpty()) {
      return conditions.set(
          Conditions.PROGRESSING,
          Conditions.TRUE,
          Conditions.FOUND_NEW_REPLICA_SET,
          "Found new replica set \"" + name + "\"",
          now());
    }
    return moved(conditions, becameUnhealthy, name);
  }

  private Conditions moved(Conditions conditions, boolean becameUnhealthy, String name) {
    if (isHealthy()) {
      return conditions.set(
          Conditions.PROGRESSING,
          Conditions.TRUE,
          Conditions.NEW_REPLICA_SET_AVAILABLE,
          "ReplicaSet \"" + name + "\" has successfully progressed.",
          now());
    }
    boolean pausedStill =
        pausedNow() && conditions.hasReason(Conditions.PROGRESSING, Conditions.ROLLOUT_PAUSED);
    if (!pausedStill && (Progress.between(before(), next) || becameUnhealthy)) {
      boolean lost = becameUnhealthy && stable();
      return conditions.replace(
          Conditions.PROGRESSING,
          Conditions.TRUE,
          lost ? Conditions.REPLICA_SET_NOT_AVAILABLE : Conditions.REPLICA_SET_UPDATED,
          lost
              ? "Rollout does not have minimum availability"
              : "ReplicaSet \"" + name + "\" is progressing.",
          now());
    }
    if (ProgressDeadline.of(snapshot).exceeded()) {
      return conditions.set(
          Conditions.PROGRESSING,
          Conditions.FALSE,
          Conditions.PROGRESS_DEADLINE_EXCEEDED,
          "ReplicaSet \"" + name + "\" has timed out progressing.",
          now());
    }
    return conditions;
  }

  private Conditions available(Conditions conditions) {
    boolean enough = next.availableReplicas() >= snapshot.rollout().replicas();
    return conditions.set(
        Conditions.AVAILABLE,
        enough ? Conditions.TRUE : Conditions.FALSE,
        "AvailableReason",
        enough ? "Rollout has minimum availability" : "Rollout does not have minimum availability",
        now());
  }

  private Conditions replicaFailure(Conditions conditions) {
    Optional<ReplicaSetFacts.Failure> failure =
        Stream.concat(current.stream(), snapshot.replicaSets().stream())
            .flatMap(rs -> rs.failure().stream())
            .findFirst();
    return failure
        .map(
            why ->
                conditions.set(
                    Conditions.REPLICA_FAILURE,
                    Conditions.TRUE,
                    why.reason(),
                    why.message(),
                    now()))
        .orElseGet(() -> conditions.without(Conditions.REPLICA_FAILURE));
  }

  private Conditions completed(Conditions conditions) {
    String status = stable() ? Conditions.TRUE : Conditions.FALSE;
    if (!stable() && !conditions.has(Conditions.COMPLETED, Conditions.FALSE)) {
      String text =
          "Rollout not completed, started update to revision "
              + revision()
              + " ("
              + next.currentPodHash()
              + ")";
      events.add(EventNote.normal("RolloutNotCompleted", text));
    }
    return conditions.set(
        Conditions.COMPLETED, status, "RolloutCompleted", "RolloutCompleted", now());
  }

  /**
   * A pause that begins or ends by itself is seen in the same write; an aborted update keeps what
   * it said.
   */
  private Conditions paused(Conditions conditions) {
    if (decision.control().abort() || decision.kind() != Decision.Kind.ONGOING) {
      return conditions;
    }
    return PauseConditionRules.paused(conditions, pausedNow(), now());
  }

  /** Just after a complete update only a lost pod matters, not the absence of progress. */
  private boolean restsAvailable(Conditions conditions) {
    return next.replicas() == next.availableReplicas()
        && conditions.has(Conditions.PROGRESSING, Conditions.TRUE)
        && conditions.hasReason(Conditions.PROGRESSING, Conditions.NEW_REPLICA_SET_AVAILABLE)
        && stable()
        && isHealthy();
  }

  private boolean becameUnhealthy(Conditions before, Conditions after) {
    return before.has(Conditions.HEALTHY, Conditions.TRUE)
        && after.has(Conditions.HEALTHY, Conditions.FALSE);
  }

  /** Every pod of the current revision, which is stable, and nothing left to do. */
  private boolean isHealthy() {
    RolloutFacts rollout = snapshot.rollout();
    return next.updatedReplicas() == rollout.replicas()
        && next.availableReplicas() == rollout.replicas()
        && rollout.strategy().settled(next, rollout.replicas())
        && stable();
  }

  private boolean stable() {
    return !next.stableRS().isEmpty() && next.stableRS().equals(next.currentPodHash());
  }

  /** Whether the Rollout was waiting before this pass, or its spec says to wait. */
  private boolean waiting() {
    return snapshot.rollout().spec().paused() || !before().pauseConditions().isEmpty();
  }

  private boolean pausedNow() {
    return snapshot.rollout().spec().paused() || !next.pauseConditions().isEmpty();
  }

  private RolloutStatus before() {
    return snapshot.rollout().status();
  }

  private Instant now() {
    return snapshot.now();
  }

  private long revision() {
    return current
        .map(ReplicaSetFacts::revision)
        .filter(revision -> revision > 0)
        .map(revision -> Math.max(revision, decisionRevision()))
        .orElseGet(this::decisionRevision);
  }

  /** The number that the pass gives the revision: one above every other ReplicaSet's. */
  private long decisionRevision() {
    return io.rolloutoperator.engine.Revisions.next(snapshot);
  }
}

package io.rolloutoperator.engine.status;

import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.plan.Decision;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.StatusIntent;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.SelectorText;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.snapshot.TemplateMatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The only place that makes a status, with {@link RefusedWrites} for a plan that could not be
 * carried out. It is given what was observed and what was decided, after every action of the plan
 * succeeded, and says what the status shall be; the writer compares that with what it is.
 */
public final class StatusProjection {

  private StatusProjection() {}

  /** The status after a plan whose actions succeeded. */
  public static Projected project(Snapshot snapshot, Plan plan) {
    return switch (plan.status()) {
      case StatusIntent.Keep() -> new Projected(snapshot.rollout().status(), List.of());
      case StatusIntent.Invalid(String message) ->
          new Projected(invalid(snapshot, message), List.of());
      case StatusIntent.PauseConditions() -> new Projected(pauseConditions(snapshot), List.of());
      case StatusIntent.Restarted(Instant at) -> restarted(snapshot, at);
      case StatusIntent.Counts() -> counts(snapshot);
      case StatusIntent.Decided(Decision decision) -> decided(snapshot, decision);
    };
  }

  /**
   * The status when the name of a new ReplicaSet is taken by another one: the next try has another
   * name.
   */
  public static Projected collision(Snapshot snapshot) {
    RolloutStatus status = snapshot.rollout().status();
    Integer before = status.collisionCount();
    return new Projected(
        status.toBuilder().collisionCount(before == null ? 1 : before + 1).build(), List.of());
  }

  private static RolloutStatus invalid(Snapshot snapshot, String message) {
    RolloutStatus status = snapshot.rollout().status();
    Conditions conditions =
        Conditions.of(status.conditions()).without(Conditions.RECONCILIATION_ERROR);
    boolean said =
        conditions
            .find(Conditions.INVALID_SPEC)
            .filter(condition -> condition.message().equals(message))
            .isPresent();
    Conditions changed =
        said
            ? conditions
            : conditions.replace(
                Conditions.INVALID_SPEC,
                Conditions.TRUE,
                Conditions.INVALID_SPEC,
                message,
                snapshot.now());
    return finish(snapshot, status.toBuilder().conditions(changed.list()).build());
  }

  private static RolloutStatus pauseConditions(Snapshot snapshot) {
    RolloutStatus status = snapshot.rollout().status();
    Conditions conditions =
        PauseConditionRules.apply(
            snapshot.rollout(), Conditions.of(status.conditions()), snapshot.now());
    return finish(snapshot, status.toBuilder().conditions(conditions.list()).build());
  }

  private static Projected restarted(Snapshot snapshot, Instant at) {
    Projected counted = counts(snapshot);
    return new Projected(
        finish(snapshot, counted.status().toBuilder().restartedAt(at).build()), counted.events());
  }

  private static Projected counts(Snapshot snapshot) {
    Decision same =
        new Decision(
            Control.of(snapshot.rollout().status()),
            Decision.Kind.ONGOING,
            Optional.empty(),
            Optional.empty(),
            List.of());
    return decided(snapshot, same);
  }

  private static Projected decided(Snapshot snapshot, Decision decision) {
    Optional<ReplicaSetFacts> current = current(snapshot);
    RolloutStatus before = snapshot.rollout().status();
    String hash = hash(snapshot);
    RolloutStatus base =
        withCounts(snapshot, steer(before, decision.control()), Counts.of(snapshot, current))
            .currentPodHash(hash)
            .currentStepHash(snapshot.stepHash())
            .duration(DurationRules.next(snapshot, decision, hash))
            .build();
    ConditionRules rules = new ConditionRules(snapshot, decision, current, base);
    ConditionRules.Result conditions = rules.apply();
    RolloutStatus status =
        phase(snapshot, base.toBuilder().conditions(conditions.list()).build(), decision);
    List<EventNote> events = new ArrayList<>(decision.events());
    events.addAll(conditions.events());
    events.addAll(PauseEvents.between(before, status));
    return new Projected(status, events);
  }

  /**
   * The steering part; what a user may be writing at this moment is guarded by the resourceVersion
   * of the write.
   */
  private static RolloutStatus.Builder steer(RolloutStatus before, Control control) {
    Instant abortedAt = control.abort() ? control.abortedAt() : null;
    return before.toBuilder()
        .abort(control.abort())
        .abortedAt(abortedAt)
        .promoteFull(control.promoteFull())
        .pauseConditions(control.pauses())
        .controllerPause(control.controllerPause())
        .currentStepIndex(control.stepIndex())
        .stableRS(control.stableHash())
        .canary(
            before.canary().toBuilder()
                .currentStepAnalysisRunStatus(control.stepRun())
                .currentBackgroundAnalysisRunStatus(control.backgroundRun())
                .weights(control.weights())
                .build());
  }

  private static RolloutStatus.Builder withCounts(
      Snapshot snapshot, RolloutStatus.Builder status, Counts counts) {
    return status
        .replicas(counts.replicas())
        .updatedReplicas(counts.updated())
        .readyReplicas(counts.ready())
        .availableReplicas(counts.available())
        .hpaReplicas(counts.replicas())
        .selector(SelectorText.of(snapshot.rollout().spec().selector()));
  }

  /**
   * The very first status says no phase yet: clients take that as "just seen", and watchers of
   * phases are told of none that held for a moment only.
   */
  private static RolloutStatus phase(Snapshot snapshot, RolloutStatus status, Decision decision) {
    boolean first =
        decision.kind() == Decision.Kind.REVISION_CREATED
            && snapshot.rollout().status().observedGeneration().isEmpty();
    RolloutStatus finished = finish(snapshot, status);
    return first ? finished.toBuilder().phase("").message("").build() : finished;
  }

  /** With the observed generation and the phase that follows from everything else. */
  static RolloutStatus finish(Snapshot snapshot, RolloutStatus status) {
    RolloutStatus observed =
        status.toBuilder()
            .observedGeneration(Long.toString(snapshot.rollout().generation()))
            .build();
    PhaseRules.Phase phase = PhaseRules.of(snapshot.rollout(), observed);
    return observed.toBuilder().phase(phase.phase()).message(phase.message()).build();
  }

  private static Optional<ReplicaSetFacts> current(Snapshot snapshot) {
    return snapshot.template() instanceof TemplateMatch.Existing(String name)
        ? snapshot.replicaSet(name)
        : Optional.empty();
  }

  private static String hash(Snapshot snapshot) {
    return switch (snapshot.template()) {
      case TemplateMatch.Existing(String name) ->
          snapshot.replicaSet(name).map(ReplicaSetFacts::hash).orElse("");
      case TemplateMatch.Missing(String hash) -> hash;
      case TemplateMatch.Rejected _ -> snapshot.rollout().status().currentPodHash();
    };
  }
}

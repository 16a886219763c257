package io.rolloutoperator.engine.canary;

import io.rolloutoperator.engine.plan.Action;
import io.rolloutoperator.engine.plan.Completion;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.plan.Decision;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.PlannedAction;
import io.rolloutoperator.engine.plan.Reason;
import io.rolloutoperator.engine.plan.StatusIntent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A plan in the making: the parts of the canary planner add to it in turn. Lives within one call of
 * the planner.
 */
final class Draft {

  private final List<PlannedAction> actions = new ArrayList<>();
  private final List<Reason> reasons = new ArrayList<>();
  private final List<EventNote> events = new ArrayList<>();
  private Control control;
  private Optional<String> abortReason = Optional.empty();
  private Optional<Completion> completion = Optional.empty();
  private Optional<Duration> requeue = Optional.empty();
  private boolean trafficMoves;
  private boolean scales;

  Draft(Control control) {
    this.control = control;
  }

  Control control() {
    return control;
  }

  void control(Control changed) {
    control = changed;
  }

  void act(Action action, EventNote... told) {
    actions.add(PlannedAction.of(action, told));
  }

  /** Whether the plan already has this action. */
  boolean plans(Action action) {
    return actions.stream().anyMatch(planned -> planned.action().equals(action));
  }

  void because(String code, String text) {
    reasons.add(new Reason(code, text));
  }

  void tell(EventNote event) {
    events.add(event);
  }

  /** Looks again after this time at the latest. */
  void lookAgainIn(Duration wait) {
    Duration notNegative = wait.isNegative() ? Duration.ZERO : wait;
    requeue =
        requeue
            .filter(earlier -> earlier.compareTo(notNegative) <= 0)
            .or(() -> Optional.of(notNegative));
  }

  void abort(String reason) {
    abortReason = Optional.of(reason);
  }

  /** Whether the update is aborted for a reason found in this pass. */
  boolean abortedNow() {
    return abortReason.isPresent();
  }

  void complete(Completion how) {
    completion = Optional.of(how);
  }

  /** Notes that routes are written in this pass: what depends on them waits for the next one. */
  void trafficMoves() {
    trafficMoves = true;
  }

  boolean trafficIsMoving() {
    return trafficMoves;
  }

  /** Notes that a ReplicaSet is sized in this pass: only one group is, then the next pass looks. */
  void scales() {
    scales = true;
  }

  boolean scaled() {
    return scales;
  }

  /** The plan of a pass that only follows {@code spec.replicas}. */
  Plan toScalingPlan() {
    return new Plan(actions, new StatusIntent.Counts(), reasons, Optional.of(Duration.ZERO));
  }

  Plan toPlan() {
    Decision decision =
        new Decision(control, Decision.Kind.ONGOING, abortReason, completion, events);
    return new Plan(inOrder(), new StatusIntent.Decided(decision), reasons, requeue);
  }

  /** As they were added, but for those that come last. */
  private List<PlannedAction> inOrder() {
    return actions.stream()
        .sorted(Comparator.comparing(planned -> planned.action().comesLast()))
        .toList();
  }
}

package io.rolloutoperator.engine.simulation;

import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.RolloutPlanner;
import io.rolloutoperator.engine.plan.Action;
import io.rolloutoperator.engine.plan.ApplyTraffic;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.PlannedAction;
import io.rolloutoperator.engine.status.Projected;
import io.rolloutoperator.engine.status.StatusProjection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The operator's loop: look, plan, act, project, write; and what goes on around it. */
final class Passes {

  /** More passes than this without rest are a loop that never ends. */
  private static final int MOST = 3000;

  /** Nobody may count on events of routes: who waits for the router has to look this often. */
  private static final Duration LONGEST_FOR_ROUTER = Duration.ofSeconds(1);

  /**
   * What one pass did.
   *
   * @param seen what it was planned from
   * @param plan what it wanted
   * @param after the status that it left
   * @param events what it told, in order
   * @param changed whether anything was written
   * @param woken whether an event of its own writes makes the operator look again: those of routes
   *     may get lost, those of the status tell only where people write it too
   */
  record Pass(
      SimulatedWorld.Seen seen,
      Plan plan,
      RolloutStatus after,
      List<EventNote> events,
      boolean changed,
      boolean woken) {

    boolean looksAgainWithin(Duration time) {
      return plan.requeueAfter().filter(wait -> wait.compareTo(time) <= 0).isPresent();
    }
  }

  /** Told of every write, before and after it. */
  interface Witness {
    /** Nobody looks. */
    Witness NONE =
        new Witness() {
          @Override
          public void before(SimulatedWorld.Seen seen, Action action) {}

          @Override
          public void after(SimulatedWorld.Seen seen, Action action) {}
        };

    void before(SimulatedWorld.Seen seen, Action action);

    void after(SimulatedWorld.Seen seen, Action action);
  }

  private final SimulatedWorld world;
  private final Witness witness;
  private final Consumer<Pass> log;

  Passes(SimulatedWorld world, Witness witness, Consumer<Pass> log) {
    this.world = world;
    this.witness = witness;
    this.log = log;
  }

  /** One pass on what is there now. */
  Pass once() {
    return once(world.look(), Integer.MAX_VALUE);
  }

  /**
   * One pass on what was seen, that ends like a killed process after so many writes of objects; the
   * status is the last write.
   */
  Pass once(SimulatedWorld.Seen seen, int writes) {
    Plan plan = RolloutPlanner.plan(seen.snapshot());
    List<EventNote> events = new ArrayList<>();
    RolloutStatus before = world.status();
    List<Action> done = new ArrayList<>();
    for (PlannedAction planned : plan.actions()) {
      if (done.size() == writes || !write(seen, planned.action())) {
        return ended(seen, plan, before, events, done);
      }
      done.add(planned.action());
      events.addAll(planned.events());
    }
    if (done.size() == writes) {
      return ended(seen, plan, before, events, done);
    }
    Projected projected = StatusProjection.project(seen.snapshot(), plan);
    if (world.write(seen, projected.status())) {
      events.addAll(projected.events());
    }
    return ended(seen, plan, before, events, done);
  }

  private boolean write(SimulatedWorld.Seen seen, Action action) {
    witness.before(seen, action);
    boolean written = world.apply(seen, action);
    witness.after(seen, action);
    return written;
  }

  private Pass ended(
      SimulatedWorld.Seen seen,
      Plan plan,
      RolloutStatus before,
      List<EventNote> events,
      List<Action> done) {
    RolloutStatus after = world.status();
    boolean changed = !done.isEmpty() || !after.equals(before);
    boolean woken =
        done.stream().anyMatch(action -> !(action instanceof ApplyTraffic))
            || !steered(after).equals(steered(before));
    Pass pass = new Pass(seen, plan, after, events, changed, woken);
    log.accept(pass);
    return pass;
  }

  /** What people write in a status, too. */
  private static List<Object> steered(RolloutStatus status) {
    return List.of(
        status.abort(),
        status.promoteFull(),
        status.pauseConditions(),
        status.controllerPause(),
        Optional.ofNullable(status.currentStepIndex()));
  }

  /**
   * Lets everything happen that needs no time: passes, then the ReplicaSet controller, then one pod
   * after the other, oldest revision first, and the Gateway.
   *
   * @return when the operator wants to look again, if it does
   * @throws AssertionError if it never rests
   */
  Optional<Duration> settle() {
    return settle(true);
  }

  /** The same, with pods that never become available. */
  Optional<Duration> settleWithoutPods() {
    return settle(false);
  }

  private Optional<Duration> settle(boolean pods) {
    for (int i = 0; i < MOST; i++) {
      Pass pass = once();
      boolean again = pass.woken() || world.podsFollow();
      boolean confirmed = !again && world.routes().confirm();
      if (confirmed && !pass.looksAgainWithin(LONGEST_FOR_ROUTER)) {
        throw new AssertionError("nobody looks whether the router followed: " + pass.plan());
      }
      again |= confirmed || (pass.changed() && pass.looksAgainWithin(Duration.ZERO));
      again |= !again && pods && onePodServes();
      if (!again) {
        if (pass.looksAgainWithin(Duration.ZERO)) {
          throw new AssertionError(
              "a pass that writes nothing wants to be repeated at once: " + pass.plan());
        }
        return pass.plan().requeueAfter();
      }
    }
    throw new AssertionError("the operator never rests: " + once().plan());
  }

  /** Settles, and lets time pass as often as the operator waits for it, up to a limit in all. */
  void settleFor(Duration limit) {
    Duration left = limit;
    Optional<Duration> wait = settle();
    while (wait.isPresent() && wait.get().compareTo(left) <= 0) {
      world.clock().advance(wait.get());
      left = left.minus(wait.get());
      wait = settle();
    }
    world.clock().advance(left);
    settle();
  }

  private boolean onePodServes() {
    return world.replicaSets().reversed().stream().anyMatch(world::podServes);
  }
}

package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.engine.RolloutPlanner;
import io.rolloutoperator.engine.plan.Action;
import io.rolloutoperator.engine.plan.CreateReplicaSet;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.status.Projected;
import io.rolloutoperator.engine.status.RefusedWrites;
import io.rolloutoperator.engine.status.StatusProjection;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.pass.DecisionLog;
import io.rolloutoperator.kube.pass.PassResult;
import io.rolloutoperator.kube.pass.StatusOutcome;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One pass of a Rollout from its snapshot on: decide, act, project, write. */
final class RolloutPass {

  private static final Logger log = LoggerFactory.getLogger(RolloutPass.class);

  private final PlanExecutor executor;
  private final StatusWriter statuses;
  private final StatusListener listener;
  private final Evictions evictions;
  private final Refusals refusals = new Refusals();
  private final ClockNews clockNews = new ClockNews();
  private final TrafficNews trafficNews = new TrafficNews();

  /**
   * Makes no request.
   *
   * @param listener hears of each status that was written
   * @param evictions tells which right they lack
   */
  RolloutPass(
      PlanExecutor executor, StatusWriter statuses, StatusListener listener, Evictions evictions) {
    this.executor = executor;
    this.statuses = statuses;
    this.listener = listener;
    this.evictions = evictions;
  }

  /** Forgets a Rollout that is gone. */
  void forget(ObjectKey key) {
    statuses.forget(key);
    refusals.forget(key);
    clockNews.forget(key);
    trafficNews.forget(key);
  }

  /** Runs the pass. */
  PassResult run(Reading reading) {
    clockNews.of(reading).ifPresent(event -> executor.tell(reading, event));
    trafficNews.of(reading).ifPresent(event -> executor.tell(reading, event));
    return run(reading, RolloutPlanner.plan(reading.snapshot()));
  }

  /** Carries out a plan and says in the status what came of it. */
  PassResult run(Reading reading, Plan plan) {
    tell(reading, plan);
    Report report = executor.execute(reading, plan);
    evictions.news(reading.key()).ifPresent(event -> executor.tell(reading, event));
    return switch (report) {
      case Report.Succeeded(Plan done) -> {
        Projected projected = StatusProjection.project(reading.snapshot(), done);
        Runnable told = () -> listener.written(reading, done, projected.status());
        yield write(reading, projected, done.requeueAfter(), told);
      }
      case Report.NameTaken(CreateReplicaSet _) ->
          write(
              reading,
              StatusProjection.collision(reading.snapshot()),
              Optional.of(Duration.ZERO),
              () -> {});
      case Report.NameTaken(Action action) ->
          new PassResult.Failed(action.describe() + ": another object has the name");
      case Report.Stopped stopped -> stopped(reading, stopped);
    };
  }

  /**
   * Why something is written goes to the log of every installation, why nothing is only to that of
   * who looks closely.
   */
  private static void tell(Reading reading, Plan plan) {
    Level level = plan.actions().isEmpty() ? Level.DEBUG : Level.INFO;
    plan.reasons()
        .forEach(
            reason -> DecisionLog.line(log, level, reading.key(), reason.code(), reason.text()));
  }

  private PassResult write(
      Reading reading, Projected projected, Optional<Duration> requeue, Runnable written) {
    Optional<Duration> wait =
        statuses.delay(reading, projected.status(), !projected.events().isEmpty());
    if (wait.isPresent()) {
      return new PassResult.Finished(
          requeue.filter(sooner -> sooner.compareTo(wait.get()) < 0).or(() -> wait));
    }
    return switch (statuses.write(reading, projected.status())) {
      case StatusOutcome.Failed(ApiAnswer answer) -> {
        tellRefused(reading, answer);
        yield failed(reading, "status", answer);
      }
      case StatusOutcome.Written() -> {
        written.run();
        yield said(reading, projected, requeue);
      }
      case StatusOutcome.Unchanged() -> said(reading, projected, requeue);
    };
  }

  private PassResult said(Reading reading, Projected projected, Optional<Duration> requeue) {
    refusals.forget(reading.key());
    for (EventNote event : projected.events()) {
      DecisionLog.line(log, Level.INFO, reading.key(), event.reason(), event.message());
      executor.tell(reading, event);
    }
    return new PassResult.Finished(requeue);
  }

  /** A refused status cannot say so itself. */
  private void tellRefused(Reading reading, ApiAnswer answer) {
    refusals
        .news(reading.key(), answer, reading.snapshot().now())
        .ifPresent(words -> executor.tell(reading, RefusedWrites.event(words)));
  }

  /**
   * What the API server refuses for good is shown in the status; everything else is tried again.
   */
  private PassResult stopped(Reading reading, Report.Stopped stopped) {
    refusals
        .words(reading.key(), stopped.answer(), reading.snapshot().now())
        .map(words -> refused(reading, stopped.action(), words))
        .ifPresent(shown -> write(reading, shown, Optional.empty(), () -> {}));
    return failed(reading, stopped.action().describe(), stopped.answer());
  }

  /**
   * Shows in the status that a right is missing without which nothing can be decided.
   *
   * @param reading what could be seen
   */
  void refusedToLook(Reading reading, ApiAnswer.Forbidden refusal) {
    refusals
        .words(reading.key(), refusal, reading.snapshot().now())
        .map(words -> RefusedWrites.write(reading.snapshot(), words))
        .ifPresent(shown -> write(reading, shown, Optional.empty(), () -> {}));
  }

  private static Projected refused(Reading reading, Action action, String words) {
    return action instanceof CreateReplicaSet create
        ? RefusedWrites.replicaSet(reading.snapshot(), create.name(), words)
        : RefusedWrites.write(reading.snapshot(), words);
  }

  private static PassResult failed(Reading reading, String what, ApiAnswer answer) {
    return switch (answer) {
      case ApiAnswer.Conflict(String message) -> {
        log.debug("{}: {}: {}", reading.key(), what, message);
        yield new PassResult.Outrun(what);
      }
      case ApiAnswer.TryLater(Duration wait) ->
          new PassResult.Repeat(what + ": the API server asks for patience", wait);
      case ApiAnswer.NotFound(String message, boolean _) ->
          new PassResult.Failed(what + ": " + message);
      case ApiAnswer.AlreadyExists(String message) -> new PassResult.Failed(what + ": " + message);
      case ApiAnswer.Forbidden(String message) -> new PassResult.Failed(what + ": " + message);
      case ApiAnswer.Rejected(String message) -> new PassResult.Failed(what + ": " + message);
      case ApiAnswer.NotSent(String message) -> new PassResult.Failed(what + ": " + message);
      case ApiAnswer.Unknown(String message) -> new PassResult.Failed(what + ": " + message);
      case ApiAnswer.Done _ -> throw new IllegalStateException(what + " is done");
    };
  }
}

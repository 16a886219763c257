package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.engine.plan.Action;
import io.rolloutoperator.engine.plan.CreateAnalysisRun;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.PlannedAction;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.pass.DecisionLog;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Carries out a plan's actions in their order and stops at the first that fails; the next pass sees
 * what became of them.
 */
final class PlanExecutor {

  private static final Logger log = LoggerFactory.getLogger(PlanExecutor.class);

  private final ActionWriter writer;
  private final EventSink events;

  PlanExecutor(ActionWriter writer, EventSink events) {
    this.writer = writer;
    this.events = events;
  }

  Report execute(Reading reading, Plan plan) {
    Plan carriedOut = plan;
    for (PlannedAction planned : plan.actions()) {
      Attempt attempt = attempt(reading, planned.action());
      switch (attempt.outcome()) {
        case ActionOutcome.Done() -> {
          DecisionLog.line(log, Level.INFO, reading.key(), "done", attempt.action().describe());
          planned.events().forEach(event -> tell(reading, event));
          carriedOut = named(carriedOut, planned.action(), attempt.action());
        }
        case ActionOutcome.PutOff(String why) ->
            DecisionLog.line(
                log,
                Level.INFO,
                reading.key(),
                "put-off",
                attempt.action().describe() + ": " + why);
        case ActionOutcome.NameTaken() -> {
          return new Report.NameTaken(attempt.action());
        }
        case ActionOutcome.Failed failed -> {
          return new Report.Stopped(attempt.action(), failed.answer());
        }
      }
    }
    return new Report.Succeeded(carriedOut);
  }

  /** What was tried last, and how it went. */
  private record Attempt(Action action, ActionOutcome outcome) {}

  /** An AnalysisRun whose name somebody else took gets the next one that the plan offers. */
  private Attempt attempt(Reading reading, Action action) {
    ActionOutcome outcome = writer.write(reading, action);
    Optional<CreateAnalysisRun> next =
        outcome instanceof ActionOutcome.NameTaken && action instanceof CreateAnalysisRun create
            ? create.underSpareName()
            : Optional.empty();
    return next.isPresent() ? attempt(reading, next.get()) : new Attempt(action, outcome);
  }

  private static Plan named(Plan plan, Action planned, Action made) {
    return planned instanceof CreateAnalysisRun wanted && made instanceof CreateAnalysisRun run
        ? plan.withRunRenamed(wanted.name(), run.name())
        : plan;
  }

  /** Puts an Event into the queue; never waits. */
  void tell(Reading reading, EventNote event) {
    EventType type =
        switch (event.type()) {
          case Normal -> EventType.NORMAL;
          case Warning -> EventType.WARNING;
        };
    events.emit(reading.reference(), type, event.reason(), event.message());
  }
}

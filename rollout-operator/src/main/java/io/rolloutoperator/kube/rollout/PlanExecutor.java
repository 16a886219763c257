package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.PlannedAction;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.events.EventType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    for (PlannedAction planned : plan.actions()) {
      ActionOutcome outcome = writer.write(reading, planned.action());
      switch (outcome) {
        case ActionOutcome.Done() -> {
          log.info("{}: {}", reading.key(), planned.action().describe());
          planned.events().forEach(event -> tell(reading, event));
        }
        case ActionOutcome.NameTaken() -> {
          return new Report.NameTaken();
        }
        case ActionOutcome.Failed failed -> {
          return new Report.Stopped(planned.action(), failed.answer());
        }
      }
    }
    return new Report.Succeeded();
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

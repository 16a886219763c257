package io.rolloutoperator.engine.plan;

import java.util.List;

/**
 * An action with the Events that tell of it when it succeeded.
 *
 * @param action what to write
 * @param events what to tell afterwards, in order
 */
public record PlannedAction(Action action, List<EventNote> events) {

  public PlannedAction {
    events = List.copyOf(events);
  }

  public static PlannedAction of(Action action, EventNote... events) {
    return new PlannedAction(action, List.of(events));
  }
}

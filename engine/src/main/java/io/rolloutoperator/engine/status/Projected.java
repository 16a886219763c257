package io.rolloutoperator.engine.status;

import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.plan.EventNote;
import java.util.List;

/**
 * A status to be written, and what to tell once it is.
 *
 * @param status the whole status as it shall be
 * @param events in the order in which they happened
 */
public record Projected(RolloutStatus status, List<EventNote> events) {

  public Projected {
    events = List.copyOf(events);
  }
}

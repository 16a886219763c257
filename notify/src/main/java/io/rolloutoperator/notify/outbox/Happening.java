package io.rolloutoperator.notify.outbox;

import io.rolloutoperator.notify.trigger.EventTrigger;

/**
 * An Event of a Rollout that a notification may be sent for.
 *
 * @param reason of the Event
 * @param occurrence tells it from others with this reason in the same revision: the index of a
 *     step, the time of an abort; empty for what happens once in a revision
 */
public record Happening(String reason, String occurrence) {

  String trigger() {
    return EventTrigger.of(reason);
  }
}

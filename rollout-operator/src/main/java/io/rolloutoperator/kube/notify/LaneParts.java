package io.rolloutoperator.kube.notify;

import io.rolloutoperator.kube.events.EventSink;
import java.time.Duration;
import java.time.Instant;

/**
 * What all lanes share.
 *
 * @param events takes the Events about notifications that fail
 * @param later runs steps of lanes, and attempts
 */
record LaneParts(
    Configurations configurations,
    OutboxStore store,
    Origins origins,
    Deliveries deliveries,
    EventSink events,
    Schedule later) {

  Instant now() {
    return deliveries.clock().instant();
  }

  /** The same for lanes of another configuration. */
  LaneParts with(Configurations others) {
    return new LaneParts(others, store, origins, deliveries, events, later);
  }

  /** Runs steps and attempts on threads of its own. */
  interface Schedule {
    void step(NotificationLane lane, Duration pause);

    /** Runs it when the receiver has a turn; one that is dead takes none from the others. */
    void attempt(String receiver, Runnable attempt);
  }
}

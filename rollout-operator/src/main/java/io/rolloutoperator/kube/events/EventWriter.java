package io.rolloutoperator.kube.events;

import java.time.Instant;

/** Writes single Events. Each call is one request and never throws. Used by several threads. */
interface EventWriter {
  /** Creates an Event. */
  EventAnswer create(String name, PendingEvent event);

  /**
   * Sets the count of an Event that exists.
   *
   * @param count occurrences in all
   */
  EventAnswer count(String namespace, String name, int count, Instant last);
}

package io.rolloutoperator.kube.events;

import java.time.Instant;
import java.util.Map;

/**
 * One or more equal occurrences that wait to be written.
 *
 * @param regarding the object
 * @param what type, reason, message and annotations
 * @param count occurrences, at least 1
 * @param first when the first one happened
 * @param last when the last one happened
 */
record PendingEvent(
    ObjectReference regarding, Occurrence what, int count, Instant first, Instant last) {
  /** What makes two Events of an object equal. */
  record Occurrence(
      EventType type, String reason, String message, Map<String, String> annotations) {
    /** Copies the map. */
    Occurrence {
      annotations = Map.copyOf(annotations);
    }
  }

  static PendingEvent once(ObjectReference regarding, Occurrence what, Instant at) {
    return new PendingEvent(regarding, what, 1, at, at);
  }

  /** This and a later one in a single Event. */
  PendingEvent and(PendingEvent later) {
    return new PendingEvent(later.regarding(), what, count + later.count(), first, later.last());
  }

  PendingEvent saying(Occurrence other) {
    return new PendingEvent(regarding, other, count, first, last);
  }
}

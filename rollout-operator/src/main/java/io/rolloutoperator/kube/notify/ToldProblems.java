package io.rolloutoperator.kube.notify;

import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells once of each thing that keeps notifications of an object from being sent, so that a broken
 * template is one Event and not one for every step.
 */
final class ToldProblems {

  private static final int MOST = 50;

  private final EventSink events;
  private final Set<String> told = new HashSet<>();

  ToldProblems(EventSink events) {
    this.events = events;
  }

  void tell(ObjectReference object, String problem) {
    if (told.size() < MOST && told.add(problem)) {
      events.emit(object, EventType.WARNING, "NotificationFailed", problem);
    }
  }
}

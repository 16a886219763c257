package io.rolloutoperator.kube.events;

import java.util.Map;

/** Takes Events. Returns at once and never throws: an Event delays no object's write. */
@FunctionalInterface
public interface EventSink {
  /**
   * Something happened to an object. What is emitted for one object appears in this order.
   *
   * @param regarding the object
   * @param type whether a person should look
   * @param reason one word in CamelCase
   * @param message a sentence
   */
  void emit(ObjectReference regarding, EventType type, String reason, String message);

  /**
   * The same with annotations of the Event, for sinks that have a place for them.
   *
   * @param annotations by their whole keys; what differs in one of them is another Event
   */
  default void emit(
      ObjectReference regarding,
      EventType type,
      String reason,
      String message,
      Map<String, String> annotations) {
    emit(regarding, type, reason, message);
  }
}

package io.rolloutoperator.kube.events;

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
}

package io.rolloutoperator.testkit.apiproxy;

import java.util.List;

/** What a client sees of the events of one watch. Asked for one event after the other. */
@FunctionalInterface
public interface WatchEvents {

  /**
   * What is handed on in place of an event: nothing drops it, the event twice repeats it, and one
   * kept until a later call comes out of order.
   *
   * @param event a JSON document with {@code type} and {@code object}
   */
  List<String> insteadOf(String event);
}

package io.rolloutoperator.kubectl.api;

import com.fasterxml.jackson.databind.JsonNode;

/** Gets the changes of a watch in their order. */
@FunctionalInterface
public interface ChangeHandler {

  /** The server has taken the watch: what is known is kept up to date from now on. */
  default void connected() {}

  /**
   * One change.
   *
   * @param type ADDED, MODIFIED, DELETED or BOOKMARK
   * @param object as it is after the change
   */
  void changed(String type, JsonNode object);
}

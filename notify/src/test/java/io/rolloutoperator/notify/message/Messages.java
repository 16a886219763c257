package io.rolloutoperator.notify.message;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Messages of trees that a test brings. */
public final class Messages {

  private Messages() {}

  public static Message of(ObjectNode tree) {
    return new Message(tree);
  }
}

package io.rolloutoperator.demo;

import java.io.Serial;

/** The demo did not go as it is told; the message says what was seen instead. */
final class StoryException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  StoryException(String message) {
    super(message);
  }
}

package io.rolloutoperator.image;

import java.io.IOException;
import java.io.Serial;

/** Two caches of the same classes differ in more than the time. */
final class DisagreeingDumpsException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  DisagreeingDumpsException(String message) {
    super(message);
  }
}

package io.rolloutoperator.egress;

import java.io.IOException;

/** Ends an attempt that took all it may; the message says what that was. */
public final class AllowanceSpentException extends IOException {

  private static final long serialVersionUID = 1L;

  AllowanceSpentException(String message) {
    super(message);
  }
}

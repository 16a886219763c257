package io.rolloutoperator.app;

/**
 * The process cannot start, for a reason that a person can remove. The message is one line and says
 * what to do.
 */
class StartupException extends RuntimeException {
  StartupException(String message) {
    super(message);
  }

  StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}

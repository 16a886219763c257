package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.kube.client.ApiAnswer;
import java.time.Duration;

/** The API server could not say; nothing is known, and nothing may be written. */
final class UnansweredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  UnansweredException(String message) {
    this(message, Duration.ZERO);
  }

  private UnansweredException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /**
   * An answer that says nothing.
   *
   * @param what was asked about
   */
  static UnansweredException of(String what, ApiAnswer answer) {
    return new UnansweredException(
        what + ": " + Answers.text(answer),
        answer instanceof ApiAnswer.TryLater(Duration after) ? after : Duration.ZERO);
  }

  /** The end of a pass that it was thrown in. */
  PassEnd end() {
    String why = String.valueOf(getMessage());
    return retryAfter.isZero() ? new PassEnd.Failed(why) : new PassEnd.Postponed(why, retryAfter);
  }
}

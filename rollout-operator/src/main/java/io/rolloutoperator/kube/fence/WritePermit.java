package io.rolloutoperator.kube.fence;

import java.time.Duration;

/** Whether a mutating request may leave the process now. */
public sealed interface WritePermit {
  /**
   * The request may be sent.
   *
   * @param epoch names the term of leadership; sent with the request
   * @param deadline the request must have ended after this long; positive
   */
  record Granted(String epoch, Duration deadline) implements WritePermit {}

  /**
   * The request must not be sent.
   *
   * @param reason one line for the log
   */
  record Refused(String reason) implements WritePermit {}
}

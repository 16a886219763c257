package io.rolloutoperator.notify.delivery;

import java.time.Instant;
import java.util.Optional;

/** What came of one attempt. */
public sealed interface Answer {

  /**
   * The receiver answered.
   *
   * @param host that was asked
   * @param status of HTTP
   * @param body at most 64 KiB of it
   * @param notBefore when the receiver wants to be asked again, if it said so
   */
  record Answered(String host, int status, String body, Optional<Instant> notBefore)
      implements Answer {}

  /**
   * There is no answer, and there may be one later.
   *
   * @param reason one line without credentials
   */
  record Failed(String reason) implements Answer {}

  /**
   * It can never be sent so.
   *
   * @param reason one line without credentials
   */
  record Refused(String reason) implements Answer {}

  /** The receiver has taken it. */
  record Taken() implements Answer {}
}

package io.rolloutoperator.kube.pass;

import java.time.Duration;
import java.util.Optional;

/** How a pass of an object ended, and with that when to look at the object again. */
public sealed interface PassResult {

  /**
   * The pass did all it wanted.
   *
   * @param requeue when to look again even if nothing is observed
   */
  record Finished(Optional<Duration> requeue) implements PassResult {}

  /**
   * The pass has to be repeated from a new reading; nothing is wrong.
   *
   * @param why for the log
   * @param after when
   */
  record Repeat(String why, Duration after) implements PassResult {}

  /**
   * Somebody else wrote first: the pass is repeated from a new reading, with pauses that grow while
   * that goes on.
   *
   * @param what the write that came too late, for the log
   */
  record Outrun(String what) implements PassResult {}

  /**
   * The pass failed; it is repeated with growing pauses.
   *
   * @param why one line
   */
  record Failed(String why) implements PassResult {}
}

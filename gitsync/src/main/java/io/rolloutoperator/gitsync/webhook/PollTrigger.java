package io.rolloutoperator.gitsync.webhook;

import java.time.Instant;

/** Asks for a look at a GitSync's repository. The only thing that a webhook brings about. */
@FunctionalInterface
public interface PollTrigger {

  /** How that ended. */
  sealed interface Outcome {
    /** It is noted; the controller will look. */
    record Noted() implements Outcome {}

    /** The GitSync does not exist any more. */
    record Gone() implements Outcome {}

    /**
     * It could not be noted.
     *
     * @param why one line for the log
     */
    record Failed(String why) implements Outcome {}
  }

  /**
   * Notes the wish, and waits until it is noted.
   *
   * @param at when the delivery came
   */
  Outcome pollNow(Hook hook, Instant at);
}

package io.rolloutoperator.engine.plan;

import java.time.Instant;

/** What a plan wants of the status; {@code StatusProjection} alone turns it into one. */
public sealed interface StatusIntent {

  /** The status stays as it is. */
  record Keep() implements StatusIntent {}

  /**
   * The spec is refused: only the InvalidSpec condition, phase and observedGeneration change.
   *
   * @param message why, as the condition says it
   */
  record Invalid(String message) implements StatusIntent {}

  /**
   * Only the Paused and Progressing conditions follow a pause, a resumption or a retry by a user.
   */
  record PauseConditions() implements StatusIntent {}

  /**
   * Only the replica counts and what follows from them change, after {@code spec.replicas} was
   * changed.
   */
  record Counts() implements StatusIntent {}

  /**
   * A restart is done.
   *
   * @param at the one that was asked for
   */
  record Restarted(Instant at) implements StatusIntent {}

  /**
   * The strategy decided.
   *
   * @param decision what it decided
   */
  record Decided(Decision decision) implements StatusIntent {}
}

package io.rolloutoperator.gitsync.health;

import java.time.Instant;
import java.util.Optional;

/**
 * How one object is.
 *
 * @param message one line for people; empty if there is nothing to say
 * @param recheckAt when the answer changes by time alone, without any event
 */
public record Health(State state, String message, Optional<Instant> recheckAt) {

  /** Characters of what others wrote. */
  public static final int LONGEST_MESSAGE = 512;

  /** The answers of the rules, best first. */
  public enum State {
    /** It is as its spec wants it, possibly with a note. */
    CURRENT,
    /** A Rollout that waits for a person or for time; it holds up nobody. */
    PAUSED,
    /** On its way. */
    IN_PROGRESS,
    /** Being deleted. */
    TERMINATING,
    /** Not in the cluster. */
    MISSING,
    /** It will not get there without help. */
    FAILED
  }

  static Health current() {
    return current("");
  }

  static Health current(String note) {
    return new Health(State.CURRENT, note, Optional.empty());
  }

  static Health paused(String message) {
    return new Health(State.PAUSED, message, Optional.empty());
  }

  static Health inProgress(String message) {
    return new Health(State.IN_PROGRESS, message, Optional.empty());
  }

  static Health inProgressUntil(Instant recheckAt, String message) {
    return new Health(State.IN_PROGRESS, message, Optional.of(recheckAt));
  }

  static Health terminating(String message) {
    return new Health(State.TERMINATING, message, Optional.empty());
  }

  static Health missing(String message) {
    return new Health(State.MISSING, message, Optional.empty());
  }

  static Health failed(String message) {
    return new Health(State.FAILED, message, Optional.empty());
  }

  /** Whether what depends on the object may go on: current or paused. */
  public boolean settled() {
    return state == State.CURRENT || state == State.PAUSED;
  }
}

package io.rolloutoperator.engine.snapshot;

import java.time.Duration;
import java.time.Instant;

/**
 * The wall clock went on by more time than passed.
 *
 * @param before what it should have shown
 * @param after what it showed
 */
public record ClockJump(Instant before, Instant after) {

  /** As much of a jump counts as time that passed: nobody waits longer for a clock set right. */
  public static final Duration COUNTS = Duration.ofHours(1);

  /** How much of what the clock skipped does not count for something that began at that time. */
  Duration ignoredSince(Instant since) {
    Instant from = since.isAfter(before) ? since : before;
    Duration beyond = Duration.between(from, after).minus(COUNTS);
    return beyond.isNegative() ? Duration.ZERO : beyond;
  }
}

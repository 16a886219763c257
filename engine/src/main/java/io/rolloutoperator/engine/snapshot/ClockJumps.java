package io.rolloutoperator.engine.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The jumps forward, each by more than {@link ClockJump#COUNTS}, that the wall clock made in the
 * life of this process, oldest first. What began before one of them on another clock or in another
 * process is treated like what began here.
 */
public record ClockJumps(List<ClockJump> jumps) {

  /** A clock that only went on. */
  public static final ClockJumps NONE = new ClockJumps(List.of());

  public ClockJumps {
    jumps = List.copyOf(jumps);
  }

  /** By how much longer something has to be waited for that began at that time. */
  public Duration ignoredSince(Instant since) {
    return jumps.stream()
        .map(jump -> jump.ignoredSince(since))
        .reduce(Duration.ZERO, Duration::plus);
  }
}

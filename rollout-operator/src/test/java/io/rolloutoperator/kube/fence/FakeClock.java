package io.rolloutoperator.kube.fence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Two clocks that move only when told to, together or apart. */
public final class FakeClock implements FenceClock {
  // Close to the overflow, so that comparisons of absolute values would be wrong.
  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(7).toNanos();
  private Instant wall = Instant.parse("2026-03-01T12:00:00Z");

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public synchronized Instant now() {
    return wall;
  }

  /** Time passes. */
  public synchronized void advance(Duration time) {
    nanos += time.toNanos();
    wall = wall.plus(time);
  }

  /**
   * Somebody sets the wall clock, or the machine was suspended and the monotonic clock stood still.
   */
  public synchronized void jumpWall(Duration time) {
    wall = wall.plus(time);
  }

  /** The wall clock for code that takes a {@link Clock}. */
  public Clock asClock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now();
      }
    };
  }
}

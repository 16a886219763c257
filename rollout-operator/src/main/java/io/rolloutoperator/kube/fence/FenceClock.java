package io.rolloutoperator.kube.fence;

import java.time.Instant;

/**
 * The two clocks a fence needs. The monotonic one decides; the wall clock only unmasks a monotonic
 * clock that stood still while the machine was suspended.
 */
public interface FenceClock {
  /** Nanoseconds of a clock that never goes back; only differences have a meaning. */
  long nanoTime();

  /** The wall clock, which may jump in both directions. */
  Instant now();

  /** The machine's clocks. */
  static FenceClock system() {
    return new FenceClock() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public Instant now() {
        return Instant.now();
      }
    };
  }
}

package io.rolloutoperator.testkit.sample;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The app's dice: the n-th draw depends on the seed and n only, so that a run can be repeated, and
 * drawing takes no lock. Draws follow SplitMix64.
 */
final class Chance {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final AtomicLong state;

  Chance(long seed) {
    state = new AtomicLong(seed);
  }

  /** Uniform in [0, 1). */
  double uniform() {
    long z = state.addAndGet(GOLDEN_GAMMA);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
  }

  /** A draw from the standard normal distribution (Box and Muller's method). */
  double normal() {
    return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  }
}

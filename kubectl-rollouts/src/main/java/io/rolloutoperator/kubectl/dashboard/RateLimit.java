package io.rolloutoperator.kubectl.dashboard;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets through so many a second, and as many at once as it saved up. */
final class RateLimit {

  private final LongSupplier nanos;
  private final long interval;
  private final long most;
  private long full;

  /**
   * A limit.
   *
   * @param perSecond how many are let through in the long run
   * @param burst how many at once
   * @param nanos a clock that only goes forward, in nanoseconds
   */
  RateLimit(int perSecond, int burst, LongSupplier nanos) {
    this.nanos = nanos;
    this.interval = Duration.ofSeconds(1).toNanos() / perSecond;
    this.most = interval * burst;
    this.full = nanos.getAsLong();
  }

  /** Whether one more may pass now; each that passes takes its place. */
  synchronized boolean passes() {
    long now = nanos.getAsLong();
    long free = Math.max(full, now) + interval;
    if (free - now > most) {
      return false;
    }
    full = free;
    return true;
  }
}

package io.rolloutoperator.egress;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What is left of an {@link Allowance}. Thread-safe: sockets may be read and written at once. */
final class Meter {

  private final Allowance allowance;
  private final long end;
  private final AtomicLong bytes;

  Meter(Allowance allowance) {
    this.allowance = allowance;
    this.end = System.nanoTime() + allowance.time().toNanos();
    this.bytes = new AtomicLong(allowance.bytes());
  }

  /**
   * How long the next step may take.
   *
   * @param milliseconds that it may take by itself; 0 for ever
   * @return at least 1 ms
   * @throws AllowanceSpentException if no time is left
   */
  int timeout(int milliseconds) throws AllowanceSpentException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new AllowanceSpentException("not done within " + allowance.time().toSeconds() + " s");
    }
    int most = Math.clamp(TimeUnit.NANOSECONDS.toMillis(left) + 1, 1, Integer.MAX_VALUE);
    return milliseconds == 0 ? most : Math.min(milliseconds, most);
  }

  /** How many of so many bytes may be read: at least 1. */
  int readable(int wanted) throws AllowanceSpentException {
    long left = bytes.get();
    if (left <= 0) {
      throw new AllowanceSpentException("answers of more than " + allowance.bytes() + " bytes");
    }
    return (int) Math.min(wanted, left);
  }

  void read(int count) {
    bytes.addAndGet(-count);
  }
}

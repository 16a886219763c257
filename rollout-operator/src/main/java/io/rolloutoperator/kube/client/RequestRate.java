package io.rolloutoperator.kube.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * A client-side limit of requests: a bucket of {@code burst} tokens that fills by {@code qps} a
 * second.
 */
public final class RequestRate {
  private final double tokensPerNano;
  private final int burst;
  private final LongSupplier nanoTime;
  private double tokens;
  private long filledAt;

  /**
   * Starts with a full bucket.
   *
   * @param qps requests per second in the long run, above 0
   * @param burst requests that may leave at once, at least 1
   */
  public RequestRate(double qps, int burst) {
    this(qps, burst, System::nanoTime);
  }

  RequestRate(double qps, int burst, LongSupplier nanoTime) {
    if (!(qps > 0) || burst < 1) {
      throw new IllegalArgumentException(
          "qps must be above 0 and burst at least 1, got " + qps + " and " + burst);
    }
    this.tokensPerNano = qps / TimeUnit.SECONDS.toNanos(1);
    this.burst = burst;
    this.nanoTime = nanoTime;
    this.tokens = burst;
    this.filledAt = nanoTime.getAsLong();
  }

  /** Takes a token, waiting for its turn; returns early if the thread is interrupted. */
  void await() {
    long ready = System.nanoTime() + reserve();
    for (long left = ready - System.nanoTime(); left > 0; left = ready - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      LockSupport.parkNanos(this, left);
    }
  }

  /** Takes a token that may lie in the future; returns the nanoseconds until then. */
  synchronized long reserve() {
    long now = nanoTime.getAsLong();
    tokens = Math.min(burst, tokens + (now - filledAt) * tokensPerNano);
    filledAt = now;
    tokens -= 1;
    return tokens >= 0 ? 0 : (long) Math.ceil(-tokens / tokensPerNano);
  }
}

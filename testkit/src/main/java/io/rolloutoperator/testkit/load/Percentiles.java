package io.rolloutoperator.testkit.load;

import java.time.Duration;
import java.util.Arrays;

/** Latencies, exact (nearest rank): that share of the requests took at most so long. */
public record Percentiles(Duration p50, Duration p90, Duration p99, Duration max) {

  static Percentiles of(long[] nanos) {
    Arrays.sort(nanos);
    return new Percentiles(rank(nanos, 0.5), rank(nanos, 0.9), rank(nanos, 0.99), rank(nanos, 1));
  }

  private static Duration rank(long[] sorted, double share) {
    return Duration.ofNanos(sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)]);
  }

  @Override
  public String toString() {
    return "p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms"
        .formatted(
            p50.toNanos() / 1e6, p90.toNanos() / 1e6, p99.toNanos() / 1e6, max.toNanos() / 1e6);
  }
}

package io.rolloutoperator.kube.client;

import io.rolloutoperator.kube.fence.FenceClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The writes that were sent and neither answered nor timed out. A lease may be released only when
 * there are none: a write still on its way could land after the successor's first one.
 */
final class WritesInFlight {
  private final FenceClock clock;
  private final Map<String, Long> deadlines = new ConcurrentHashMap<>();

  WritesInFlight(FenceClock clock) {
    this.clock = clock;
  }

  void sent(String auditId, Duration deadline) {
    prune();
    deadlines.put(auditId, clock.nanoTime() + deadline.toNanos());
  }

  void answered(String auditId) {
    deadlines.remove(auditId);
  }

  /** True once every write was answered or has passed its deadline. */
  boolean none() {
    prune();
    return deadlines.isEmpty();
  }

  private void prune() {
    long now = clock.nanoTime();
    deadlines.values().removeIf(deadline -> now - deadline >= 0);
  }
}

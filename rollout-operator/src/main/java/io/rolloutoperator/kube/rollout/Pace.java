package io.rolloutoperator.kube.rollout;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Spreads what wakes a Rollout: the first at once, the next a while later at the soonest, and what
 * comes between counts as that next one. So two controllers that undo each other's writes do it at
 * this pace. Safe for use by several threads.
 */
final class Pace {
  private final Duration apart;
  private final LongSupplier nanoTime;

  /** When each was, or will be, woken. */
  private final Map<ResourceID, Long> turns = new HashMap<>();

  /**
   * Nobody was woken.
   *
   * @param apart two turns of one Rollout
   * @param nanoTime a monotonic clock in nanoseconds
   */
  Pace(Duration apart, LongSupplier nanoTime) {
    this.apart = apart;
    this.nanoTime = nanoTime;
  }

  /** How long to wait before the Rollout is woken; empty if that is going to happen anyway. */
  synchronized Optional<Duration> next(ResourceID rollout) {
    long now = nanoTime.getAsLong();
    long last = turns.getOrDefault(rollout, now - apart.toNanos());
    if (last - now > 0) {
      return Optional.empty();
    }
    long turn = now + Math.max(0, last + apart.toNanos() - now);
    turns.put(rollout, turn);
    return Optional.of(Duration.ofNanos(turn - now));
  }

  /** The Rollout is gone. */
  synchronized void forget(ResourceID rollout) {
    turns.remove(rollout);
  }
}

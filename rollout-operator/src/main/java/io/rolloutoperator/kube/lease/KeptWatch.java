package io.rolloutoperator.kube.lease;

import io.rolloutoperator.kube.fence.FenceClock;
import java.time.Duration;

/**
 * A watch of the Lease that is opened again when it has ended or was refused, now and then: without
 * one the Lease is polled, which is slower by a moment only.
 */
final class KeptWatch implements AutoCloseable {
  private static final Duration ATTEMPTS_APART = Duration.ofSeconds(10);

  private final LeaseStore store;
  private final Runnable onChange;
  private final FenceClock clock;
  private LeaseWatch watch;
  private long openedAt;

  /** Opens it. */
  KeptWatch(LeaseStore store, Runnable onChange, FenceClock clock) {
    this.store = store;
    this.onChange = onChange;
    this.clock = clock;
    this.openedAt = clock.nanoTime();
    this.watch = store.watch(onChange);
  }

  /** Opens it again, if it has ended and it is time. */
  void keepOpen() {
    long now = clock.nanoTime();
    if (!watch.isOpen() && now - openedAt >= ATTEMPTS_APART.toNanos()) {
      watch.close();
      openedAt = now;
      watch = store.watch(onChange);
    }
  }

  @Override
  public void close() {
    watch.close();
  }
}

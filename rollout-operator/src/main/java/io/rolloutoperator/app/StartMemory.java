package io.rolloutoperator.app;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Gives back what only the start needed. A process at rest makes so little garbage that the JVM
 * would not look at what the start left behind for hours; {@code bin/jvm.options} says how much of
 * the heap it keeps then (docs/adr/0006).
 */
final class StartMemory {

  /** The caches are filled by then, and nobody waits for a first reconcile. */
  private static final Duration AFTER = Duration.ofSeconds(20);

  /** A heap in use that is collected within a tenth of a second; larger ones are left alone. */
  private static final long LARGEST = 128L << 20;

  private StartMemory() {}

  /** Returns at once. */
  static void giveBackSoon() {
    CompletableFuture.delayedExecutor(
            AFTER.toSeconds(), TimeUnit.SECONDS, Thread.ofVirtual().name("start-memory")::start)
        .execute(StartMemory::giveBack);
  }

  private static void giveBack() {
    Runtime runtime = Runtime.getRuntime();
    if (runtime.totalMemory() - runtime.freeMemory() <= LARGEST) {
      runtime.gc();
    }
  }
}

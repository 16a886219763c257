package io.rolloutoperator.app;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Gives back what only the start needed. A process at rest makes so little garbage that the JVM
 * would not look at what the start left behind for hours; {@code bin/jvm.options} says how much of
 * the heap it keeps then (docs/adr/0006). One that works makes enough, and nobody's pass is to wait
 * for a collection that has time.
 */
final class StartMemory {

  /** The caches are filled by then, and nobody waits for a first reconcile. */
  static final Duration AFTER = Duration.ofSeconds(20);

  /** Until another look at whether anybody works. */
  static final Duration AGAIN = Duration.ofSeconds(1);

  /** A heap in use that is collected within a tenth of a second; larger ones are left alone. */
  private static final long LARGEST = 128L << 20;

  private final BooleanSupplier idle;
  private final Runnable collection;
  private final Timer timer;

  /** Does something after a time. */
  interface Timer {
    void after(Duration pause, Runnable what);
  }

  StartMemory(BooleanSupplier idle, Runnable collection, Timer timer) {
    this.idle = idle;
    this.collection = collection;
    this.timer = timer;
  }

  /**
   * With a clock of its own.
   *
   * @param idle whether nothing is worked on
   * @param collection gives memory back
   */
  static StartMemory of(BooleanSupplier idle, Runnable collection) {
    return new StartMemory(
        idle,
        collection,
        (pause, what) ->
            CompletableFuture.delayedExecutor(
                    pause.toSeconds(),
                    TimeUnit.SECONDS,
                    Thread.ofVirtual().name("start-memory")::start)
                .execute(what));
  }

  /** Returns at once. */
  void giveBackSoon() {
    timer.after(AFTER, this::giveBack);
  }

  private void giveBack() {
    if (idle.getAsBoolean()) {
      collection.run();
    } else {
      timer.after(AGAIN, this::giveBack);
    }
  }

  /** Collects this process' garbage. */
  static void collectUnlessLarge() {
    Runtime runtime = Runtime.getRuntime();
    if (runtime.totalMemory() - runtime.freeMemory() <= LARGEST) {
      runtime.gc();
    }
  }
}

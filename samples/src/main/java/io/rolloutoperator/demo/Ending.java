package io.rolloutoperator.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens in the end, whether the story is over, went wrong, or is cut off by Ctrl-C: the
 * teller falls silent, then everything that was started is ended.
 */
final class Ending {

  /** A teller that waits for an answer at the keyboard does not notice that it is over. */
  private static final int SILENT_WITHIN_SECONDS = 2;

  private final Thread teller;
  private final CountDownLatch told = new CountDownLatch(1);
  private volatile boolean begun;

  Ending(Thread teller) {
    this.teller = teller;
  }

  /** Ends these parts when this process ends. */
  void ends(Parts parts) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(parts), "end"));
  }

  /** Whether the end has come. */
  boolean begun() {
    return begun;
  }

  /** The teller says no more. */
  void told() {
    told.countDown();
  }

  private void end(Parts parts) {
    begun = true;
    teller.interrupt();
    try {
      boolean _ = told.await(SILENT_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    parts.close();
  }
}

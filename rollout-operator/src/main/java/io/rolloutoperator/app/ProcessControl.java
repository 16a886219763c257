package io.rolloutoperator.app;

import java.time.Duration;
import org.slf4j.LoggerFactory;

/** The process' life, apart from what it does. */
interface ProcessControl {
  /** Ends the process at once with this exit status. */
  void halt(int status);

  /**
   * Calls back on SIGTERM and SIGINT; the calling thread is expected to halt the process soon
   * after.
   */
  void onSignal(Runnable stop);

  /**
   * Sets up the log, which is the process' own.
   *
   * @throws WrongUsageException if it cannot be as the flags say
   */
  default void configureLogging(ProcessFlags flags) {
    Logging.configure(flags.logLevel, flags.logFormat, flags.kubeLogLevel);
  }

  /** Collects what nobody uses any more, unless that would take long. */
  default void giveBackMemory() {
    StartMemory.collectUnlessLarge();
  }

  /** This very process. */
  static ProcessControl ofThisProcess() {
    return new ProcessControl() {
      @Override
      public void halt(int status) {
        // Not exit(): that would wait for the hook below, which waits for the caller.
        Runtime.getRuntime().halt(status);
      }

      @Override
      public void onSignal(Runnable stop) {
        Thread running = Thread.currentThread();
        Runtime.getRuntime()
            .addShutdownHook(new Thread(() -> stopOrHalt(stop, running), "stop-on-signal"));
      }
    };
  }

  /** The process ends within this time once it was asked to, whatever hangs. */
  Duration LONGEST_STOP = Duration.ofMillis(1900);

  private static void stopOrHalt(Runnable stop, Thread running) {
    stop.run();
    try {
      if (!running.join(LONGEST_STOP)) {
        LoggerFactory.getLogger(ProcessControl.class)
            .warn("did not stop within {} ms", LONGEST_STOP.toMillis());
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.rolloutoperator.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** What an operator takes while something happens: looked at once a second. */
final class Consumption implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final OperatorRun operator;
  private final long begin = System.nanoTime();
  private final double cpu;
  private final Thread looks;
  private volatile double highest;

  private Consumption(OperatorRun operator) throws IOException {
    this.operator = operator;
    this.cpu = operator.processorTime();
    this.looks = Thread.ofVirtual().start(this::look);
  }

  static Consumption of(OperatorRun operator) throws IOException {
    return new Consumption(operator);
  }

  /** Looks for so long while nothing is asked of the operator, and returns the line. */
  static String during(OperatorRun operator, Duration time)
      throws IOException, InterruptedException {
    try (Consumption consumption = of(operator)) {
      Thread.sleep(time);
      return consumption.line();
    }
  }

  private void look() {
    try {
      while (true) {
        highest = Math.max(highest, operator.memory("VmRSS"));
        Thread.sleep(EVERY);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Share of a core, resident memory, heap, threads, since it began. */
  String line() throws IOException, InterruptedException {
    double millis = Tracker.millis(begin, System.nanoTime());
    double used = operator.processorTime() - cpu;
    return ("%.1f %% of a core (%.1f s in %.0f s), %.1f MiB resident, highest %.1f MiB, heap %.1f MiB, %.1f MiB of it old after the last"
            + " collection, %d threads")
        .formatted(
            used / millis * 100,
            used / 1_000,
            millis / 1_000,
            operator.memory("VmRSS"),
            Math.max(highest, operator.memory("VmRSS")),
            operator.heap(),
            operator.heapAfterCollection(),
            operator.threads());
  }

  @Override
  public void close() {
    looks.interrupt();
  }
}

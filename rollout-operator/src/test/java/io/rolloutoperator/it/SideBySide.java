package io.rolloutoperator.it;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Scenarios that spend their time with waiting, some of them at a time. Whoever waits for one hears
 * how it ended.
 */
final class SideBySide implements AutoCloseable {
  private final ExecutorService threads;
  private final Map<String, Future<?>> scenarios = new ConcurrentHashMap<>();

  SideBySide(int atATime) {
    threads = Executors.newFixedThreadPool(atATime);
  }

  /** Begins a scenario, or queues it. */
  void start(String name, Runnable scenario) {
    scenarios.put(name, threads.submit(scenario));
  }

  /**
   * Waits for the end of a scenario.
   *
   * @throws AssertionError with the scenario's failure as its cause
   */
  void await(String name) throws InterruptedException {
    try {
      Objects.requireNonNull(scenarios.get(name), name).get();
    } catch (ExecutionException e) {
      Throwable failure = Objects.requireNonNullElse(e.getCause(), e);
      throw new AssertionError(name + ": " + failure.getMessage(), failure);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

package io.rolloutoperator.testkit.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends a plan's requests, each at its intended time, on a virtual thread of its own. A slow server
 * therefore gets no pause, as it gets none from independent users, and waits count as latency (no
 * coordinated omission).
 *
 * <p>Close it, or wait for the plan's end by {@link #await()}.
 */
public final class LoadGenerator implements AutoCloseable {

  private final LoadPlan plan;
  private final Clients clients;
  private final Outcomes outcomes = new Outcomes();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread pacer;
  private final Instant startedAt = Instant.now();
  private final long startNanos = System.nanoTime();
  private volatile boolean stopped;

  private LoadGenerator(LoadPlan plan) {
    this.plan = plan;
    clients = new Clients(plan);
    pacer = Thread.ofPlatform().name("load").daemon().unstarted(this::pace);
  }

  /** Starts sending at once. */
  public static LoadGenerator start(LoadPlan plan) {
    LoadGenerator generator = new LoadGenerator(plan);
    generator.pacer.start();
    return generator;
  }

  /** Waits until every request of the plan has ended and reports them all. */
  public LoadReport await() throws InterruptedException {
    pacer.join();
    threads.close();
    return report();
  }

  /** All requests that have ended so far. */
  public LoadReport report() {
    return outcomes.report(Duration.ZERO, Duration.ofNanos(Long.MAX_VALUE));
  }

  /** The requests whose intended start lies in [from, to) and that have ended by now. */
  public LoadReport between(Instant from, Instant to) {
    return outcomes.report(Duration.between(startedAt, from), Duration.between(startedAt, to));
  }

  /** When the latest request was due that this version answered. */
  public Optional<Instant> latest(String version) {
    return outcomes.latest(version).map(startedAt::plus);
  }

  /** Starts no more requests, cuts those under way off and frees the connections. */
  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(pacer);
    try {
      pacer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
    clients.close();
  }

  private void pace() {
    for (long n = 0; n < plan.requests(); n++) {
      Duration intended = plan.startOf(n);
      while (!stopped && untilNanos(intended) > 0) {
        LockSupport.parkNanos(this, untilNanos(intended));
      }
      if (stopped) {
        return;
      }
      threads.execute(() -> send(intended));
    }
  }

  private long untilNanos(Duration offset) {
    return startNanos + offset.toNanos() - System.nanoTime();
  }

  private void send(Duration intended) {
    Outcome outcome = clients.send(intended, () -> since(intended));
    if (!stopped) {
      outcomes.add(outcome);
    }
  }

  private Duration since(Duration intended) {
    return Duration.ofNanos(-untilNanos(intended));
  }
}

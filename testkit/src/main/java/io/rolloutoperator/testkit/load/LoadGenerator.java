package io.rolloutoperator.testkit.load;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends a plan's requests, each at its intended time, on a virtual thread of its own. A slow server
 * therefore gets no pause, as it gets none from independent users, and waits count as latency (no
 * coordinated omission).
 *
 * <p>Close it, or wait for the plan's end by {@link #await()}.
 */
public final class LoadGenerator implements AutoCloseable {

  private final LoadPlan plan;
  private final Request request;
  private final OkHttpClient client;
  private final Outcomes outcomes = new Outcomes();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread pacer;
  private final Instant startedAt = Instant.now();
  private final long startNanos = System.nanoTime();
  private volatile boolean stopped;

  private LoadGenerator(LoadPlan plan) {
    this.plan = plan;
    request =
        new Request.Builder().url(plan.target().toString()).header("Host", plan.host()).build();
    client =
        new OkHttpClient.Builder()
            .callTimeout(plan.timeout())
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .connectionPool(new ConnectionPool(512, 1, TimeUnit.MINUTES))
            .build();
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
    clients.close();
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
    client.dispatcher().cancelAll();
    clients.shutdownNow();
    client.connectionPool().evictAll();
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
      clients.execute(() -> send(intended));
    }
  }

  private long untilNanos(Duration offset) {
    return startNanos + offset.toNanos() - System.nanoTime();
  }

  private void send(Duration intended) {
    Outcome outcome = outcome(intended);
    if (!stopped) {
      outcomes.add(outcome);
    }
  }

  private Outcome outcome(Duration intended) {
    try (Response response = client.newCall(request).execute()) {
      response.body().bytes();
      String version = response.header(plan.versionHeader(), LoadReport.NO_VERSION);
      return Outcome.answered(intended, since(intended), version, response.code());
    } catch (InterruptedIOException e) {
      return Outcome.unanswered(intended, since(intended), "timeout");
    } catch (IOException e) {
      return Outcome.unanswered(intended, since(intended), e.getClass().getSimpleName());
    }
  }

  private Duration since(Duration intended) {
    return Duration.ofNanos(-untilNanos(intended));
  }
}

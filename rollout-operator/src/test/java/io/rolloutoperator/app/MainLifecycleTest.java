package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.lease.LeaseHttpServer;
import io.rolloutoperator.kube.runtime.RuntimeHealth;
import io.rolloutoperator.testkit.cluster.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The process from its start to its end, with its lease. */
class MainLifecycleTest {
  private final RecordedMain main = new RecordedMain();

  @Test
  void leadsWorksAndGoesDownInOrder() throws Exception {
    try (LeaseHttpServer api = new LeaseHttpServer()) {
      int health = FreePort.next();
      int metrics = FreePort.next();
      CompletableFuture<Integer> running =
          main.startControllers(
              "--server=" + api.url(),
              "--healthzPort=" + health,
              "--metricsPort=" + metrics,
              "--loglevel=error");

      assertThat(get(health, "/healthz")).isEqualTo("200 ok\n");
      assertThat(get(health, "/readyz")).isEqualTo("200 ready: leading\n");
      assertThat(get(metrics, "/metrics"))
          .contains(
              "argo_rollouts_controller_info{",
              "build_info{",
              "process_cpu_seconds_total",
              "jvm_memory_used_bytes");
      assertThat(get(health, "/nothing")).startsWith("404");
      main.controllers().health =
          new RuntimeHealth(
              false,
              List.of("informer for rollouts: watch closed"),
              List.of("Rollout ns/bad: spec: expected a map"));
      assertThat(get(health, "/readyz"))
          .isEqualTo(
              """
              503 not ready
              informers are not synced
              trouble: informer for rollouts: watch closed
              quarantined: Rollout ns/bad: spec: expected a map
              """);
      assertThat(api.holder()).isNotEmpty();

      main.assertStops(running);

      assertThat(main.controllers().calls).containsExactly("start", "stop");
      assertThat(api.holder()).as("the lease is released").isEmpty();
      assertThat(main.halted()).isEmpty();
    }
  }

  @Test
  void theLeaseIsReleasedInTimeEvenWhileTheControllersStart() throws Exception {
    CountDownLatch testOver = new CountDownLatch(1);
    main.controllers().starting = () -> await().until(() -> testOver.getCount() == 0);
    try (LeaseHttpServer api = new LeaseHttpServer()) {
      CompletableFuture<Integer> running =
          main.startControllers(
              "--server=" + api.url(), "--healthzPort=0", "--metricsPort=0", "--loglevel=error");

      main.assertStops(running);

      assertThat(api.holder()).as("the lease is released").isEmpty();
    } finally {
      testOver.countDown();
    }
  }

  @Test
  void controllersThatCannotStartEndTheProcess() throws Exception {
    main.controllers().starting =
        () -> {
          throw new IllegalStateException("no definitions");
        };
    try (LeaseHttpServer api = new LeaseHttpServer()) {
      int status =
          main.run(
              "--server=" + api.url(), "--healthzPort=0", "--metricsPort=0", "--loglevel=error");

      assertThat(status).isEqualTo(1);
    }
  }

  @Test
  void losingTheLeaseEndsTheProcessWithinASecond() throws Exception {
    try (LeaseHttpServer api = new LeaseHttpServer()) {
      CompletableFuture<Integer> running =
          main.startControllers(
              "--server=" + api.url(),
              "--healthzPort=0",
              "--metricsPort=0",
              "--loglevel=error",
              "--leader-election-retry-period=200ms");

      api.steal("another");

      assertThat(running.get(3, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(main.controllers().calls).containsExactly("start", "stop");
      assertThat(api.holder()).as("nobody else's lease is released").isEqualTo("another");
      await().atMost(Duration.ofSeconds(2)).until(() -> main.halted().equals(List.of(1)));
    }
  }

  @Test
  void aStandbyIsReadyAndDoesNotWork() throws Exception {
    try (LeaseHttpServer api = new LeaseHttpServer()) {
      CompletableFuture<Integer> leader =
          main.startControllers(
              "--server=" + api.url(), "--healthzPort=0", "--metricsPort=0", "--loglevel=error");
      int health = FreePort.next();
      CompletableFuture<Integer> standby =
          new RecordedMain()
              .start(
                  "--server=" + api.url(),
                  "--healthzPort=" + health,
                  "--metricsPort=0",
                  "--loglevel=error");
      await()
          .ignoreExceptions()
          .until(() -> get(health, "/readyz").startsWith("200 ready: standby"));
      main.signal();
      assertThat(leader.get(3, TimeUnit.SECONDS)).isZero();

      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> get(health, "/readyz").equals("200 ready: leading\n"));
      assertThat(standby).isNotDone();
    }
  }

  @Test
  void withoutElectionItWorksAtOnceAndNeverTouchesTheLease() throws Exception {
    try (LeaseHttpServer api = new LeaseHttpServer()) {
      CompletableFuture<Integer> running =
          main.startControllers(
              "--server=" + api.url(),
              "--leader-elect=false",
              "--healthzPort=0",
              "--metricsPort=0",
              "--loglevel=error");

      main.assertStops(running);

      assertThat(api.requests()).isEmpty();
    }
  }

  @Test
  void eventsThatWaitAreTriedUntilTheEndButDoNotHoldItUp() throws Exception {
    try (LeaseHttpServer api = new LeaseHttpServer()) {
      CompletableFuture<Integer> running =
          main.startControllers(
              "--server=" + api.url(), "--healthzPort=0", "--metricsPort=0", "--loglevel=error");
      api.failWith(500);
      main.context()
          .events()
          .emit(
              new ObjectReference("v1", "Rollout", "ns", "web", "u", "1"),
              EventType.NORMAL,
              "Reason",
              "m");
      await().until(() -> api.requests().contains("POST /api/v1/namespaces/ns/events"));

      main.assertStops(running);
    }
  }

  private static String get(int port, String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() + " " + response.body();
    }
  }
}

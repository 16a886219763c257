package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.lease.LeaseHttpServer;
import io.rolloutoperator.kube.runtime.ControllerContext;
import io.rolloutoperator.kube.runtime.ControllerRuntime;
import io.rolloutoperator.kube.runtime.RuntimeHealth;
import io.rolloutoperator.testkit.cluster.FreePort;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Integer> halted = new CopyOnWriteArrayList<>();
  private volatile @Nullable Runnable stop;

  private final ProcessControl process =
      new ProcessControl() {
        @Override
        public void halt(int status) {
          halted.add(status);
        }

        @Override
        public void onSignal(Runnable onSignal) {
          stop = onSignal;
        }
      };

  /** Controllers that note what happens to them. */
  private static final class Recorder implements ControllerRuntime {
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile Runnable starting = () -> {};
    volatile RuntimeHealth health = RuntimeHealth.good();
    volatile @Nullable ControllerContext context;

    @Override
    public void start() {
      calls.add("start");
      starting.run();
    }

    @Override
    public void stop(Duration patience) {
      calls.add("stop");
    }

    @Override
    public RuntimeHealth health() {
      return health;
    }
  }

  private final Recorder recorder = new Recorder();

  private int run(String... args) {
    Main main =
        new Main(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            context -> {
              recorder.context = context;
              return recorder;
            },
            process);
    return main.run(args, Map.of("HOME", "/nonexistent"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--bogus | 2 | Unknown option: '--bogus'",
        "--rollout-threads=many | 2 | Invalid value for option '--rollout-threads': 'many' is not an int",
        "--leader-election-retry-period=soon | 2 | 'soon' is not a duration such as 15s or 1m30s",
        "--loglevel=loud | 2 | --loglevel must be trace, debug, info, warn or error, got \"loud\"",
        "--logformat=xml | 2 | --logformat must be text or json, got \"xml\"",
        "--kubeconfig=/nonexistent/file | 1 | kubeconfig /nonexistent/file cannot be read",
        "--loglevel=info | 1 | no API server: this process runs outside of a cluster; give --kubeconfig FILE",
        "--server=http://127.0.0.1:1 --rollout-threads=0 | 2 | --rollout-threads must be at least 1, got 0",
        "--server=http://127.0.0.1:1 --leader-election-renew-deadline=15s | 2 | lease duration 15s must be at least 1s longer",
        "--server=http://127.0.0.1:1 --healthzPort=70000 | 2 | --healthzPort must be between 0 and 65535, got 70000",
        "--server=http://127.0.0.1:1 --metricsPort=-1 | 2 | --metricsPort must be between 0 and 65535, got -1",
        "--server=http://127.0.0.1:1 --controllers=rollouts | 2 | --controllers must be 'analysis' or left out, got rollouts",
        "--kubeconfig=/nonexistent/file --analysis-threads=0 | 2 | --analysis-threads must be at least 1, got 0",
        "--server=http://127.0.0.1:1 --qps=-1 | 2 | --qps and --burst must not be negative",
        "--egress-allowed-host=host:9093 | 2 | --egress-allowed-host takes a host without scheme, port and path: write host",
        "--egress-allowed-host=a --egress-allowed-host=https://u:s3cret@b:9093/x | 2 | without scheme, port and path: write b",
        "--egress-allowed-host=a,b | 2 | --egress-allowed-host must be a host such as prometheus.monitoring.svc or *.monitoring.svc",
        "--gitsync-allowed-host=ssh://git@git.internal:22 | 2 | --gitsync-allowed-host takes a host without scheme, port and path: write git.internal",
        "--instance-id=Foo_Bar | 2 | as it is part of the lease's name, got \"Foo_Bar\": correct it, or set --leader-elect=false",
        "--instance-id=a..b | 2 | --instance-id must be lower-case letters",
        "webhooks | 2 | Unmatched argument at index 0: 'webhooks'",
        "webhook --rollout-threads=1 | 2 | Unknown option: '--rollout-threads=1'",
        "webhook --trusted-proxy=proxy | 2 | 'proxy' is not a range of addresses such as 10.0.0.0/8",
        "webhook --logformat=xml | 2 | --logformat must be text or json, got \"xml\"",
        "webhook --loglevel=info | 1 | no API server: this process runs outside of a cluster; give --kubeconfig FILE",
        "webhook --server=http://127.0.0.1:1 --webhookPort=70000 | 2 | --webhookPort must be between 0 and 65535, got 70000",
      })
  void aWrongCommandLineIsOneLineAndAStatus(String args, int status, String line) {
    assertThat(run(args.split(" "))).isEqualTo(status);

    assertThat(err.toString().lines()).singleElement().asString().contains(line.strip());
    assertThat(recorder.calls).isEmpty();
  }

  @Test
  void aPortInUseIsOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      int status = run("--server=http://127.0.0.1:1", "--healthzPort=" + taken.getLocalPort());

      assertThat(status).isEqualTo(1);
      assertThat(err.toString().lines().toList().getLast())
          .isEqualTo(
              "--healthzPort "
                  + taken.getLocalPort()
                  + " cannot be opened: Address already in use");
    }
  }

  @Test
  void tellsItsVersion() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("rollout-operator ").contains("Java 25");
  }

  @Test
  void helpNamesEveryFlagOnce() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("--rollout-threads", "--metricsPort", "--leader-elect", "--kubeconfig");
  }

  @ParameterizedTest
  @CsvSource({
    "webhook --help, --webhookPort, --rollout-threads",
    "--help webhook, --rollout-threads, --webhookPort"
  })
  void helpIsThatOfTheProcessItIsAskedFor(String args, String named, String unnamed) {
    assertThat(run(args.split(" "))).isZero();

    assertThat(out.toString()).contains(named).doesNotContain(unnamed);
  }

  @Test
  void leadsWorksAndGoesDownInOrder() throws Exception {
    try (LeaseHttpServer api = new LeaseHttpServer()) {
      int health = FreePort.next();
      int metrics = FreePort.next();
      CompletableFuture<Integer> running =
          CompletableFuture.supplyAsync(
              () ->
                  run(
                      "--server=" + api.url(),
                      "--healthzPort=" + health,
                      "--metricsPort=" + metrics,
                      "--loglevel=error"));
      await().until(() -> recorder.calls.contains("start"));

      assertThat(get(health, "/healthz")).isEqualTo("200 ok\n");
      assertThat(get(health, "/readyz")).isEqualTo("200 ready: leading\n");
      assertThat(get(metrics, "/metrics"))
          .contains(
              "argo_rollouts_controller_info{",
              "build_info{",
              "process_cpu_seconds_total",
              "jvm_memory_used_bytes");
      assertThat(get(health, "/nothing")).startsWith("404");
      recorder.health =
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

      assertStops(running);

      assertThat(recorder.calls).containsExactly("start", "stop");
      assertThat(api.holder()).as("the lease is released").isEmpty();
      assertThat(halted).isEmpty();
    }
  }

  @Test
  void theLeaseIsReleasedInTimeEvenWhileTheControllersStart() throws Exception {
    CountDownLatch testOver = new CountDownLatch(1);
    recorder.starting = () -> await().until(() -> testOver.getCount() == 0);
    try (LeaseHttpServer api = new LeaseHttpServer()) {
      CompletableFuture<Integer> running =
          CompletableFuture.supplyAsync(
              () ->
                  run(
                      "--server=" + api.url(),
                      "--healthzPort=0",
                      "--metricsPort=0",
                      "--loglevel=error"));
      await().until(() -> recorder.calls.contains("start"));

      assertStops(running);

      assertThat(api.holder()).as("the lease is released").isEmpty();
    } finally {
      testOver.countDown();
    }
  }

  @Test
  void controllersThatCannotStartEndTheProcess() throws Exception {
    recorder.starting =
        () -> {
          throw new IllegalStateException("no definitions");
        };
    try (LeaseHttpServer api = new LeaseHttpServer()) {
      int status =
          run("--server=" + api.url(), "--healthzPort=0", "--metricsPort=0", "--loglevel=error");

      assertThat(status).isEqualTo(1);
    }
  }

  @Test
  void losingTheLeaseEndsTheProcessWithinASecond() throws Exception {
    try (LeaseHttpServer api = new LeaseHttpServer()) {
      CompletableFuture<Integer> running =
          CompletableFuture.supplyAsync(
              () ->
                  run(
                      "--server=" + api.url(),
                      "--healthzPort=0",
                      "--metricsPort=0",
                      "--loglevel=error",
                      "--leader-election-retry-period=200ms"));
      await().until(() -> recorder.calls.contains("start"));

      api.steal("another");

      assertThat(running.get(3, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(recorder.calls).containsExactly("start", "stop");
      assertThat(api.holder()).as("nobody else's lease is released").isEqualTo("another");
      await().atMost(Duration.ofSeconds(2)).until(() -> halted.equals(List.of(1)));
    }
  }

  @Test
  void aStandbyIsReadyAndDoesNotWork() throws Exception {
    try (LeaseHttpServer api = new LeaseHttpServer()) {
      CompletableFuture<Integer> leader =
          CompletableFuture.supplyAsync(
              () ->
                  run(
                      "--server=" + api.url(),
                      "--healthzPort=0",
                      "--metricsPort=0",
                      "--loglevel=error"));
      await().until(() -> recorder.calls.contains("start"));
      Runnable stopLeader = stop;
      int health = FreePort.next();
      CompletableFuture<Integer> standby =
          CompletableFuture.supplyAsync(
              () ->
                  new MainTest()
                      .run(
                          "--server=" + api.url(),
                          "--healthzPort=" + health,
                          "--metricsPort=0",
                          "--loglevel=error"));
      await()
          .ignoreExceptions()
          .until(() -> get(health, "/readyz").startsWith("200 ready: standby"));
      assertThat(stopLeader).isNotNull();
      if (stopLeader != null) {
        stopLeader.run();
      }
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
          CompletableFuture.supplyAsync(
              () ->
                  run(
                      "--server=" + api.url(),
                      "--leader-elect=false",
                      "--healthzPort=0",
                      "--metricsPort=0",
                      "--loglevel=error"));
      await().until(() -> recorder.calls.contains("start"));

      assertStops(running);

      assertThat(api.requests()).isEmpty();
    }
  }

  @Test
  void eventsThatWaitAreTriedUntilTheEndButDoNotHoldItUp() throws Exception {
    try (LeaseHttpServer api = new LeaseHttpServer()) {
      CompletableFuture<Integer> running =
          CompletableFuture.supplyAsync(
              () ->
                  run(
                      "--server=" + api.url(),
                      "--healthzPort=0",
                      "--metricsPort=0",
                      "--loglevel=error"));
      await().until(() -> recorder.calls.contains("start"));
      ControllerContext context = recorder.context;
      assertThat(context).isNotNull();
      if (context != null) {
        api.failWith(500);
        context
            .events()
            .emit(
                new io.rolloutoperator.kube.events.ObjectReference(
                    "v1", "Rollout", "ns", "web", "u", "1"),
                EventType.NORMAL,
                "Reason",
                "m");
      }
      await().until(() -> api.requests().contains("POST /api/v1/namespaces/ns/events"));

      assertStops(running);
    }
  }

  /** Patient with a slow machine: whoever is held up here is held up for good. */
  private void assertStops(CompletableFuture<Integer> running)
      throws InterruptedException, ExecutionException, TimeoutException {
    Runnable signal = stop;
    assertThat(signal).isNotNull();
    if (signal != null) {
      signal.run();
    }
    assertThat(running.get(30, TimeUnit.SECONDS)).isZero();
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

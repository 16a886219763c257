package io.rolloutoperator.kube.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.rolloutoperator.kube.fence.FakeClock;
import io.rolloutoperator.kube.fence.LeaseFence;
import io.rolloutoperator.kube.fence.LeaseFence.Sent;
import io.rolloutoperator.kube.fence.LeaseFence.Term;
import io.rolloutoperator.kube.fence.LeaseTiming;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real HTTP server on loopback that notes what reaches it. */
class ApiClientsTest {
  private static final ApiResource CONFIG_MAPS = ApiResource.of("", "v1", "ConfigMap");
  private static final String ANSWER =
      """
      {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x","namespace":"ns","resourceVersion":"2"}}
      """;
  private static final ConfigMap OBJECT =
      new ConfigMapBuilder()
          .withNewMetadata()
          .withNamespace("ns")
          .withName("x")
          .withResourceVersion("1")
          .endMetadata()
          .build();

  private record Seen(String method, String path, String body, Map<String, List<String>> headers) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<String> counted = new CopyOnWriteArrayList<>();
  private final FakeClock clock = new FakeClock();
  private final LeaseFence fence = LeaseFence.closed(LeaseTiming.DEFAULT, clock);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch testOver = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile boolean silent;
  private HttpServer server;
  private ApiClients clients;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
    clients =
        ApiClients.open(
            config(),
            "rollout-operator/test",
            fence,
            (target, code) -> counted.add(target.verb() + " " + target.resource() + " " + code),
            Optional.empty());
  }

  @AfterEach
  void close() {
    testOver.countDown();
    clients.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private Config config() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
        .withRequestRetryBackoffInterval(10)
        .build();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      seen.add(
          new Seen(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              request,
              Map.copyOf(exchange.getRequestHeaders())));
      if (silent) {
        testOver.await(30, TimeUnit.SECONDS);
      }
      byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Stream<Arguments> writes() {
    PatchContext merge = PatchContext.of(PatchType.JSON_MERGE);
    return Stream.of(
        write("create", client -> client.resource(OBJECT).create()),
        write("update", client -> client.resource(OBJECT).update()),
        write("merge patch", client -> configMap(client).patch(merge, "{\"data\":{}}")),
        write("server-side apply", client -> client.resource(OBJECT).serverSideApply()),
        write("delete", client -> configMap(client).delete()),
        write(
            "raw post",
            client -> client.raw("/api/v1/namespaces/ns/pods/p/eviction", "POST", "{}")));
  }

  private static Arguments write(String name, Consumer<KubernetesClient> request) {
    return Arguments.argumentSet(name, request);
  }

  private static io.fabric8.kubernetes.client.dsl.Resource<ConfigMap> configMap(
      KubernetesClient client) {
    return client.configMaps().inNamespace("ns").withName("x");
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aWriteWithoutTheLeaseNeverReachesTheServer(Consumer<KubernetesClient> write) {
    assertThatThrownBy(() -> write.accept(clients.writing()))
        .isInstanceOf(WriteRefusedException.class)
        .hasMessageStartingWith("not sent: ")
        .hasMessageEndingWith("the lease is not held");

    assertThat(seen).noneMatch(request -> RequestTarget.mutates(request.method()));
    assertThat(clients.awaitWrites(Duration.ZERO)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aWriteThroughTheReadingClientNeverReachesTheServer(Consumer<KubernetesClient> write) {
    fence.renewed(new Term(3, "me"), Sent.at(clock));

    assertThatThrownBy(() -> write.accept(clients.reading()))
        .isInstanceOf(WriteRefusedException.class);

    assertThat(seen).noneMatch(request -> RequestTarget.mutates(request.method()));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aWriteWithTheLeaseTellsItsTermAndItsPass(Consumer<KubernetesClient> write) {
    fence.renewed(new Term(3, "me"), Sent.at(clock));

    Pass.within(
        "web-17",
        () -> {
          write.accept(clients.writing());
          return true;
        });

    assertThat(seen).filteredOn(request -> RequestTarget.mutates(request.method())).hasSize(1);
    Seen request = seen.getLast();
    assertThat(request.header("X-Rollout-Operator-Epoch")).isEqualTo("3/me");
    assertThat(request.header("X-Rollout-Operator-Pass")).isEqualTo("web-17");
    assertThat(request.header("User-Agent")).isEqualTo("rollout-operator/test");
    assertThat(clients.awaitWrites(Duration.ZERO)).isTrue();
  }

  @Test
  void oneWriteIsOneRequest() {
    fence.renewed(new Term(3, "me"), Sent.at(clock));

    clients.writing().resource(OBJECT).update();
    new ObjectApi(clients).patch(CONFIG_MAPS, "ns", "x", "", JsonNodeFactory.instance.objectNode());

    assertThat(seen).extracting(Seen::method).containsExactly("PUT", "PATCH");
    assertThat(seen.getLast().header("Content-Type")).isEqualTo("application/merge-patch+json");
    assertThat(counted).containsExactly("Update configmaps 200", "Patch configmaps 200");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503, 504})
  void aFailedWriteIsNotRepeated(int failure) {
    fence.renewed(new Term(3, "me"), Sent.at(clock));
    status = failure;

    assertThatThrownBy(() -> clients.writing().resource(OBJECT).create())
        .isInstanceOf(KubernetesClientException.class);

    assertThat(seen).hasSize(1);
  }

  @Test
  void aFailedReadIsRepeatedTwice() {
    status = 503;

    assertThatThrownBy(() -> configMap(clients.reading()).get())
        .isInstanceOf(KubernetesClientException.class);

    assertThat(seen).hasSize(3);
    assertThat(counted)
        .containsExactly("Get configmaps 503", "Get configmaps 503", "Get configmaps 503");
  }

  @Test
  void readsNeedNoLease() {
    assertThat(configMap(clients.reading()).get()).isNotNull();
    assertThat(seen.getFirst().header("X-Rollout-Operator-Epoch")).isEmpty();
  }

  @Test
  void aWriteThatIsNotAnsweredEndsBeforeTheLeaseAndCountsAsOnItsWayUntilThen() {
    fence.renewed(new Term(3, "me"), Sent.at(clock));
    clock.advance(Duration.ofMillis(9_900));
    LeaseTiming tight =
        new LeaseTiming(Duration.ofMillis(1_500), Duration.ofMillis(500), Duration.ofMillis(100));
    LeaseFence closing = LeaseFence.closed(tight, clock);
    closing.renewed(new Term(3, "me"), Sent.at(clock));
    clock.advance(Duration.ofMillis(100));
    silent = true;

    try (ApiClients hurried =
        ApiClients.open(
            config(), "rollout-operator/test", closing, (_, _) -> {}, Optional.empty())) {
      long begin = System.nanoTime();
      assertThatThrownBy(() -> hurried.writing().resource(OBJECT).create())
          .isInstanceOf(KubernetesClientException.class);
      // 1.5 s lease, less 1 s of margin, less the 0.1 s that passed: 0.4 s, and some for a slow
      // machine.
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(Duration.ofMillis(350), Duration.ofSeconds(3));
      assertThat(hurried.awaitWrites(Duration.ofSeconds(1))).isTrue();
    }
    assertThat(seen).hasSize(1);
  }

  @Test
  void releaseWaitsForAWriteThatIsOnItsWay() throws Exception {
    fence.renewed(new Term(3, "me"), Sent.at(clock));
    silent = true;
    var write = threads.submit(() -> clients.writing().resource(OBJECT).create());
    await().until(() -> !seen.isEmpty());

    assertThat(clients.awaitWrites(Duration.ofMillis(50))).isFalse();
    testOver.countDown();
    write.get(10, TimeUnit.SECONDS);

    assertThat(clients.awaitWrites(Duration.ZERO)).isTrue();
  }

  @Test
  void aDeleteNamesTheObjectAndTheVersionItWasDecidedOn() {
    fence.renewed(new Term(3, "me"), Sent.at(clock));

    ApiAnswer answer =
        new ObjectApi(clients)
            .delete(CONFIG_MAPS, "ns", "x", "uid-1", "17", ObjectApi.Propagation.BACKGROUND);

    assertThat(answer)
        .isInstanceOfSatisfying(
            ApiAnswer.Done.class, done -> assertThat(done.resourceVersion()).isEqualTo("2"));
    assertThat(seen.getLast().method()).isEqualTo("DELETE");
    assertThat(seen.getLast().body())
        .contains(
            "\"propagationPolicy\":\"Background\"",
            "\"preconditions\":{\"uid\":\"uid-1\",\"resourceVersion\":\"17\"}");
  }

  @Test
  void everyAnswerIsAValue() {
    ObjectApi api = new ObjectApi(clients);
    assertThat(api.create(CONFIG_MAPS, "ns", JsonNodeFactory.instance.objectNode()))
        .isInstanceOf(ApiAnswer.NotSent.class);
    assertThat(seen).isEmpty();

    fence.renewed(new Term(3, "me"), Sent.at(clock));
    status = 500;
    assertThat(api.create(CONFIG_MAPS, "ns", JsonNodeFactory.instance.objectNode()))
        .isInstanceOf(ApiAnswer.Unknown.class);
    server.stop(0);
    assertThat(api.create(CONFIG_MAPS, "ns", JsonNodeFactory.instance.objectNode()))
        .isInstanceOf(ApiAnswer.Unknown.class);
  }
}

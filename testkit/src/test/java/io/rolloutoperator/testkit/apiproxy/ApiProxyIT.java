package io.rolloutoperator.testkit.apiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.rolloutoperator.testkit.apiproxy.Fault.Moment;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Credentials;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.ListWatch;
import io.rolloutoperator.testkit.junit.OperatorIdentity;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@RequiresCluster
class ApiProxyIT {
  private static final String RBAC =
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: proxied}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: proxied}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: ["*"]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: proxied}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: proxied}
      subjects: [{kind: ServiceAccount, name: proxied, namespace: here}]
      """;

  private static OperatorIdentity identity;

  private final TestNamespace namespace;
  private final ApiProxy proxy;
  private final Path kubeconfig;
  private final Api api;

  ApiProxyIT(TestNamespace namespace) throws IOException {
    this.namespace = namespace;
    this.proxy = ApiProxy.inFrontOf(namespace.cluster().controlPlane());
    this.kubeconfig = proxy.kubeconfig(identity.kubeconfig());
    JsonNode user = Json.yaml(Files.readString(kubeconfig)).getFirst().at("/users/0/user");
    Path authority = kubeconfig.resolveSibling(kubeconfig.getFileName() + ".pem");
    this.api =
        Api.connect(
            proxy.address(),
            Files.writeString(authority, proxy.authority()),
            new Credentials.Token(user.path("token").asText()),
            "proxied");
  }

  @BeforeAll
  static void makeIdentity(TestNamespace namespace) {
    identity = namespace.identity(RBAC);
  }

  @AfterEach
  void close() {
    api.close();
    proxy.close();
  }

  @Test
  void aClientReachesTheServerAsItself() throws IOException {
    assertThat(create("itself").status()).isEqualTo(201);
    assertThat(api.get(maps() + "/itself").body().at("/data/value").asText()).isEqualTo("itself");
    assertThat(api.delete(maps() + "/itself", Json.object()).status()).isEqualTo(200);
    assertThat(namespace.cluster().audit().of(identity.user()))
        .filteredOn(AuditEntry::isWrite)
        .extracting(AuditEntry::verb)
        .contains("create", "delete");
    assertThat(proxy.exchanges(ProxiedRequest::isWrite))
        .extracting(exchange -> exchange.request().method() + " " + exchange.status())
        .containsExactly("POST 201", "DELETE 200");
  }

  @ParameterizedTest
  @EnumSource
  void aWriteThatIsCutIsDoneOnlyIfTheServerHasAnswered(Moment moment) {
    String name = "cut-" + (moment == Moment.BEFORE ? "before" : "after");
    CountDownLatch meanwhile = new CountDownLatch(1);
    proxy.add(
        FaultRule.of(
            ProxiedRequest::isWrite,
            new Fault.Cut(
                moment,
                () -> {
                  assertThat(stored(name)).isEqualTo(moment == Moment.AFTER);
                  meanwhile.countDown();
                })));
    assertThatThrownBy(() -> create(name)).isInstanceOf(IOException.class);
    assertThat(meanwhile.getCount()).isZero();
    assertThat(stored(name)).isEqualTo(moment == Moment.AFTER);
    assertThat(proxy.exchanges())
        .extracting(Exchange::isDone)
        .containsExactly(moment == Moment.AFTER);
  }

  @Test
  void theRefusedRequestIsTheOneThatTheRuleCounts() throws IOException {
    FaultRule rule =
        proxy.add(
            FaultRule.of(
                    request -> request.isAbout("configmaps") && request.isWrite(),
                    Fault.tooManyRequests(Duration.ofSeconds(7)))
                .skipping(1));
    assertThat(create("first").status()).isEqualTo(201);
    Api.Response refused = create("second");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body().path("reason").asText()).isEqualTo("TooManyRequests");
    assertThat(stored("second")).isFalse();
    assertThat(create("third").status()).isEqualTo(201);
    assertThat(rule.met()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aRequestThatIsHeldGoesOnWhenItIsLetGo(Moment moment) {
    String name = "held-" + (moment == Moment.BEFORE ? "before" : "after");
    CountDownLatch until = new CountDownLatch(1);
    FaultRule rule =
        proxy.add(FaultRule.of(ProxiedRequest::isWrite, new Fault.Hold(moment, until)));
    CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> statusOf(name));
    namespace.await("held", () -> rule.met() == 1 && stored(name) == (moment == Moment.AFTER));
    assertThat(answer).isNotDone();
    until.countDown();
    assertThat(answer.join()).isEqualTo(201);
    assertThat(stored(name)).isTrue();
  }

  private static Stream<Fault> endsOfWatches() {
    return Stream.of(Fault.cut(Moment.BEFORE), Fault.gone(), new Fault.ExpiredWatch());
  }

  @ParameterizedTest
  @MethodSource("endsOfWatches")
  void aWebSocketThatIsCutAndMeetsAFaultMissesNothing(Fault fault) {
    try (KubernetesClient client = TestCluster.client(kubeconfig, namespace.name());
        SharedIndexInformer<ConfigMap> informer = client.configMaps().inform()) {
      missesNothing(
          fault,
          "socket",
          () -> informer.getStore().list().stream().map(map -> map.getMetadata().getName()));
    }
    assertThat(proxy.exchanges(ProxiedRequest::isWatch))
        .extracting(exchange -> exchange.request().isUpgrade())
        .containsOnly(true);
  }

  @ParameterizedTest
  @MethodSource("endsOfWatches")
  void aStreamThatIsCutAndMeetsAFaultMissesNothing(Fault fault) {
    Names names = new Names();
    try (ListWatch _ = ListWatch.start(api, maps(), names)) {
      missesNothing(fault, "stream", names.seen::stream);
    }
    assertThat(proxy.exchanges(ProxiedRequest::isWatch))
        .extracting(exchange -> exchange.request().isUpgrade())
        .containsOnly(false);
  }

  @Test
  void anEventThatIsDroppedIsSeenByNobodyAndTheNextOneIs() {
    proxy.add(
        FaultRule.of(
                ProxiedRequest::isWatch,
                new Fault.Events(
                    event -> event.contains("\"dropped-") ? List.of() : List.of(event)))
            .always());
    Names names = new Names();
    try (KubernetesClient client = TestCluster.client(kubeconfig, namespace.name());
        SharedIndexInformer<ConfigMap> informer = client.configMaps().inform();
        ListWatch _ = ListWatch.start(api, maps(), names)) {
      Seen bySocket =
          () -> informer.getStore().list().stream().map(map -> map.getMetadata().getName());
      namespace.await("both watch", () -> proxy.exchanges(ProxiedRequest::isWatch).size() == 2);
      namespace.apply(yaml("dropped-event"));
      awaitSeen("event-after-it", bySocket);
      awaitSeen("event-after-it", names.seen::stream);
      assertThat(bySocket.names()).doesNotContain("dropped-event");
      assertThat(names.seen).doesNotContain("dropped-event");
    }
  }

  /** What a client has seen so far. */
  private interface Seen {
    Stream<String> names();
  }

  private void missesNothing(Fault fault, String prefix, Seen seen) {
    String name = prefix + "-" + fault.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    awaitSeen(name + "-first", seen);
    FaultRule rule = proxy.add(FaultRule.of(ProxiedRequest::isWatch, fault));
    proxy.cut(ProxiedRequest::isWatch);
    awaitSeen(name + "-second", seen);
    namespace.await("the fault is met", () -> rule.met() == 1);
    awaitSeen(name + "-third", seen);
  }

  private void awaitSeen(String name, Seen seen) {
    namespace.apply(yaml(name));
    namespace.await(name, () -> seen.names().anyMatch(name::equals));
  }

  private static final class Names implements ListWatch.Handler {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    @Override
    public void listed(List<JsonNode> objects) {
      objects.forEach(this::changed);
    }

    @Override
    public void changed(JsonNode object) {
      seen.add(object.at("/metadata/name").asText());
    }

    @Override
    public void deleted(JsonNode object) {
      seen.remove(object.at("/metadata/name").asText());
    }
  }

  private int statusOf(String name) {
    try {
      return create(name).status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Api.Response create(String name) throws IOException {
    return api.post(maps(), Json.yaml(yaml(name)).getFirst());
  }

  private boolean stored(String name) {
    return !namespace.read("v1", "ConfigMap", name).isMissingNode();
  }

  private String maps() {
    return "/api/v1/namespaces/" + namespace.name() + "/configmaps";
  }

  private static String yaml(String name) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %1$s}, data: {value: %1$s}}"
        .formatted(name);
  }
}

package io.rolloutoperator.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Api;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cluster of others is worked in by its kubeconfig alone; here, the tests' own is lent. */
@RequiresCluster
class ForeignClusterIT {
  private final TestCluster own;
  private final TestCluster foreign;
  private final TestNamespace namespace;

  /** Somebody's cluster. */
  private record Lent(Path kubeconfig) implements ForeignCluster {
    @Override
    public String appImage() {
      return "example/idle:1";
    }

    @Override
    public void close() {}
  }

  ForeignClusterIT(TestCluster own, TestNamespace namespace) {
    this.own = own;
    this.foreign = TestCluster.of(new Lent(own.kubeconfig()));
    this.namespace =
        TestNamespace.create(
            foreign, namespace.name() + "-lent-" + Long.toString(System.nanoTime(), 36));
  }

  @AfterEach
  void close() {
    foreign.close();
  }

  @Test
  void anAccountHasItsOwnRightsAndTheNamespaceGoesWithTheTests() throws IOException {
    OperatorIdentity identity =
        namespace.identity("{apiVersion: v1, kind: ServiceAccount, metadata: {name: powerless}}");
    String path = "/api/v1/namespaces/" + namespace.name();
    try (Api api = Api.connect(identity.kubeconfig(), "test")) {
      Api.Response refused = api.get(path + "/secrets");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body().path("message").asText()).contains(identity.user());
    }
    namespace.close();
    assertThat(own.api().get(path).body().path("metadata").has("deletionTimestamp")).isTrue();
  }

  @Test
  void anOperatorsPodIsTheShippedOneWithTheArgumentsOfTheTest() {
    namespace.identity("{apiVersion: v1, kind: ServiceAccount, metadata: {name: operator}}");
    OperatorPod pod =
        namespace.start(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: operator, namespace: elsewhere}
            spec:
              replicas: 2
              selector: {matchLabels: {app: operator}}
              template:
                metadata: {labels: {app: operator}}
                spec:
                  serviceAccountName: operator
                  containers: [{name: operator, image: "shipped:1", args: [--namespaced=false]}]
            ---
            {apiVersion: v1, kind: Service, metadata: {name: metrics}}
            """,
            List.of("--namespaced"));
    assertThat(pod.running()).isTrue();
    JsonNode spec = namespace.read("apps/v1", "Deployment", "operator").path("spec");
    assertThat(spec.path("replicas").asInt()).isEqualTo(1);
    JsonNode container = spec.at("/template/spec/containers/0");
    assertThat(container.path("image").asText()).isEqualTo("shipped:1");
    assertThat(container.path("args")).hasToString("[\"--namespaced\"]");
    namespace.close();
  }

  @Test
  void whatOnlyTheTestsOwnClusterHasIsRefusedInALine() {
    assertThatThrownBy(foreign::audit)
        .hasMessage("the tests did not make this cluster: mark the test with @OnTestClusterOnly");
    namespace.close();
  }
}

package io.rolloutoperator.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The free checks find what they are for; each brings its own namespace, so that this class passes.
 */
@RequiresCluster
class OraclesIT {
  private final TestCluster cluster;

  OraclesIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void anUnannouncedWarningEventIsFound() {
    try (TestNamespace namespace = TestNamespace.create(cluster, "oracle-warning")) {
      namespace.apply(
          """
          apiVersion: v1
          kind: Pod
          metadata: {name: bad}
          spec: {containers: [{name: main, image: "example/app:bad"}]}
          """);
      namespace.await("the event", () -> !namespace.events().isEmpty());
      assertThat(new Oracles(Set.of(), Set.of(), Set.of()).violations(namespace))
          .singleElement()
          .asString()
          .startsWith("Warning event not announced by @ExpectWarnings: Failed on Pod bad");
      assertThat(new Oracles(Set.of("Failed"), Set.of(), Set.of()).violations(namespace)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12:00:00 ERROR Main - broken",
        "time=2026-01-01T00:00:00Z level=error msg=\"broken\"",
        "{\"level\":\"error\",\"msg\":\"broken\"}"
      })
  void anErrorLineOfAnyLogFormatIsFound(String line) {
    assertThat(Oracles.isError(line)).isTrue();
    assertThat(Oracles.isError(line.replaceAll("(?i)error", "info"))).isFalse();
  }

  @Test
  void aRequestThatRbacRefusedIsFound() {
    try (TestNamespace namespace = TestNamespace.create(cluster, "oracle-refused")) {
      OperatorIdentity identity =
          namespace.identity(
              """
              apiVersion: v1
              kind: ServiceAccount
              metadata: {name: powerless}
              """);
      try (KubernetesClient client = TestCluster.client(identity.kubeconfig(), namespace.name())) {
        Assertions.assertThatExceptionOfType(KubernetesClientException.class)
            .isThrownBy(() -> client.secrets().list());
      }
      List<String> violations = new Oracles(Set.of(), Set.of(), Set.of()).violations(namespace);
      assertThat(violations)
          .singleElement()
          .asString()
          .startsWith("RBAC refused list secrets oracle-refused/");
    }
  }
}

package io.rolloutoperator.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@RequiresCluster
class OperatorProcessIT {
  private static final String RBAC =
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: writer}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: writer}
      rules: [{apiGroups: [""], resources: [configmaps], verbs: [create]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: writer}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: writer}
      subjects: [{kind: ServiceAccount, name: writer, namespace: elsewhere}]
      """;
  private static final int PORT = 18081;
  private static final int TERMINATED = 143;

  @Test
  @ExpectErrors("announced by the test")
  void anOperatorIsKilledRestartedAndTerminatedAndItsWritesAreKnown(TestNamespace namespace) {
    OperatorIdentity identity = namespace.identity(RBAC);
    OperatorProcess operator =
        namespace.start(
            OperatorCommand.ofTests(
                WritingProcess.class,
                List.of("-Xmx64m", "-XX:+UseSerialGC"),
                URI.create("http://127.0.0.1:" + PORT + "/readyz"),
                List.of(
                    identity.kubeconfig().toString(), namespace.name(), Integer.toString(PORT))));
    long first = operator.pid();
    assertThat(operator.residentBytes()).isBetween(10_000_000L, 400_000_000L);
    operator.kill();
    assertThat(operator.running()).isFalse();
    operator.restart().awaitReady();
    assertThat(operator.pid()).isNotEqualTo(first);
    assertThat(operator.terminate(Duration.ofSeconds(10))).isEqualTo(TERMINATED);
    assertThat(operator.logLines()).filteredOn(line -> line.contains("announced")).hasSize(2);
    assertThat(
            namespace.cluster().audit().writes(identity.user(), Instant.MIN, Instant.MAX).stream()
                .map(write -> write.requestBody().path("metadata").path("name").asText()))
        .containsExactlyElementsOf(List.of("written-" + first, "written-" + operator.pid()));
  }
}

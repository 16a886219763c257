package io.rolloutoperator.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.junit.OperatorIdentity;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, because it kills the API server that all others use. */
@Isolated
@RequiresCluster
class ControlPlaneIT {
  private static final Duration BULK_WITHIN = Duration.ofMinutes(3);
  private static final String RBAC =
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: reader, namespace: elsewhere}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: reader}
      rules: [{apiGroups: [""], resources: [configmaps], verbs: [get, list, create]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: reader}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
      subjects: [{kind: ServiceAccount, name: reader, namespace: elsewhere}]
      """;

  private final TestCluster cluster;
  private final TestNamespace namespace;

  ControlPlaneIT(TestCluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  @Test
  void theServerServesRolloutsAndRoutes() throws IOException {
    assertThat(cluster.api().get("/apis/argoproj.io/v1alpha1/rollouts").status()).isEqualTo(200);
    assertThat(cluster.api().get("/apis/gateway.networking.k8s.io/v1/httproutes").status())
        .isEqualTo(200);
  }

  @Test
  void aUserWithoutRightsIsRefusedAndTheAuditLogSaysSo() throws IOException {
    Instant from = Instant.now();
    try (Api user = cluster.controlPlane().api("user", "test")) {
      assertThat(user.get("/api/v1/namespaces/" + namespace.name() + "/pods").status())
          .isEqualTo(403);
    }
    namespace.await(
        "the refusal is logged",
        () ->
            cluster.audit().refused("user").stream()
                .anyMatch(
                    entry ->
                        !entry.at().isBefore(from)
                            && entry.summary().equals("list pods " + namespace.name() + "/")));
  }

  @Test
  void aServiceAccountHasTheRightsOfItsManifestAndItsWritesAreRecorded() {
    OperatorIdentity reader = namespace.identity(RBAC);
    Instant from = Instant.now();
    try (KubernetesClient client = TestCluster.client(reader.kubeconfig(), namespace.name())) {
      client
          .configMaps()
          .resource(
              new io.fabric8.kubernetes.api.model.ConfigMapBuilder()
                  .withNewMetadata()
                  .withName("written")
                  .endMetadata()
                  .withData(Map.of("key", "value"))
                  .build())
          .create();
    }
    namespace.await(
        "the write is logged",
        () -> !cluster.audit().writes(reader.user(), from, Instant.now()).isEmpty());
    AuditEntry write = cluster.audit().writes(reader.user(), from, Instant.now()).getFirst();
    assertThat(write.summary()).startsWith("create configmaps " + namespace.name());
    assertThat(write.requestBody().path("data").path("key").asText()).isEqualTo("value");
    assertThat(cluster.audit().used(reader.user())).containsExactly("create configmaps");
  }

  @Test
  void aKilledApiServerComesBackWithItsDataAndTheControllersGoOn() {
    namespace.apply(
        """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: survivor}
        spec:
          replicas: 2
          selector: {matchLabels: {app: survivor}}
          template:
            metadata: {labels: {app: survivor}}
            spec: {containers: [{name: main, image: example/app:v1}]}
        """);
    namespace.awaitReadyPods(Map.of("app", "survivor"), 2);
    ControlPlane plane = cluster.controlPlane();
    plane.kill(Role.API_SERVER);
    assertThat(plane.running(Role.API_SERVER)).isFalse();
    long began = System.nanoTime();
    plane.start(Role.API_SERVER);
    System.out.printf(
        "testkit: API server ready %d ms after it was killed%n",
        Duration.ofNanos(System.nanoTime() - began).toMillis());
    namespace.patch("apps/v1", "ReplicaSet", "survivor", "spec: {replicas: 4}");
    namespace.awaitReadyPods(Map.of("app", "survivor"), 4);
    assertThat(plane.running(Role.CONTROLLER_MANAGER)).isTrue();
  }

  @Test
  void manySimulatedPodsBecomeReadyFast() {
    int count = Integer.getInteger("testkit.bulk", 300);
    long began = System.nanoTime();
    namespace.apply(
        """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: many}
        spec:
          replicas: %d
          selector: {matchLabels: {app: many}}
          template:
            metadata: {labels: {app: many}}
            spec: {containers: [{name: main, image: example/app:v1}]}
        """
            .formatted(count));
    namespace.await(
        count + " available",
        BULK_WITHIN,
        () ->
            namespace
                    .read("apps/v1", "ReplicaSet", "many")
                    .path("status")
                    .path("availableReplicas")
                    .asInt()
                == count);
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "testkit: %d sim pods ready in %.1f s, %.0f/s%n", count, seconds, count / seconds);
    namespace.delete("apps/v1", "ReplicaSet", "many");
    namespace.await(
        "all removed", BULK_WITHIN, () -> namespace.pods(Map.of("app", "many")).isEmpty());
  }
}

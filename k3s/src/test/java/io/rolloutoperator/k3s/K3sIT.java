package io.rolloutoperator.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The image as a cluster runs it: two replicas, a release, and the end of the leader. */
@ExtendWith(Prerequisites.class)
class K3sIT {
  private static final String NAMESPACE = "argo-rollouts";
  private static final String LEASE = "argo-rollouts-controller-lock";

  private static K3sCluster cluster;

  @BeforeAll
  static void install() {
    cluster = K3sCluster.start(Prerequisites.image());
    cluster.applyFiles("crds/src/main/resources/crds");
    cluster.applyFiles("deploy/rbac.yaml");
    cluster.applyFiles("deploy/operator.yaml");
    cluster.await(
        "two replicas are ready", () -> operators().stream().filter(K3sIT::isReady).count() == 2);
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static List<Pod> operators() {
    return cluster
        .client()
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel("app.kubernetes.io/name", "rollout-operator")
        .list()
        .getItems();
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(
            condition ->
                condition.getType().equals("Ready") && condition.getStatus().equals("True"));
  }

  private static String leader() {
    String holder =
        cluster
            .client()
            .leases()
            .inNamespace(NAMESPACE)
            .withName(LEASE)
            .require()
            .getSpec()
            .getHolderIdentity();
    return holder.substring(0, holder.indexOf('_'));
  }

  @Test
  void aReleaseGoesOnWhenTheLeaderIsKilled() {
    cluster.apply(rollout("v1"));
    cluster.await("v1 is healthy", () -> phase().equals("Healthy"));
    cluster.apply(rollout("v2"));
    cluster.await("v2 is paused", () -> phase().equals("Paused"));
    String leader = leader();
    cluster.client().pods().inNamespace(NAMESPACE).withName(leader).withGracePeriod(0).delete();
    cluster.patchRollout("web", "status", "{\"status\": {\"pauseConditions\": null}}");
    cluster.await("v2 is healthy", () -> phase().equals("Healthy"));
    assertThat(leader()).isNotEqualTo(leader);
  }

  private static String phase() {
    return cluster.rollout("web").getAdditionalProperties().get("status")
            instanceof Map<?, ?> status
        ? String.valueOf(status.get("phase"))
        : "";
  }

  private static String rollout(String version) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata: {name: web}
    spec:
      replicas: 2
      selector: {matchLabels: {app: web}}
      strategy: {canary: {steps: [{setWeight: 50}, {pause: {}}]}}
      template:
        metadata: {labels: {app: web}, annotations: {version: %s}}
        spec: {containers: [{name: main, image: "registry.k8s.io/pause:3.10"}]}
    """
        .formatted(version);
  }
}

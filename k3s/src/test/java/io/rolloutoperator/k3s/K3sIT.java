package io.rolloutoperator.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The chart and the image as a cluster with real nodes runs them: two replicas, releases, the end
 * of the leader.
 */
@ExtendWith(Prerequisites.class)
class K3sIT {
  private static final String NAMESPACE = "argo-rollouts";
  private static final String LEASE = "argo-rollouts-controller-lock";

  private static K3sCluster cluster;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    cluster = K3sCluster.open();
    cluster.install(NAMESPACE);
    cluster.await(
        "two replicas are ready",
        () -> operators().stream().filter(K3sCluster::isReady).count() == 2);
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
    LiveRelease web = LiveRelease.deploy(cluster, "web");
    web.apply("v2", LiveRelease.IMAGE);
    web.awaitPhase("Paused");
    String leader = leader();
    cluster.client().pods().inNamespace(NAMESPACE).withName(leader).withGracePeriod(0).delete();
    web.patchStatus("{\"status\": {\"pauseConditions\": null}}");
    web.awaitPhase("Healthy");
    cluster.await("pods of v2 alone", () -> web.ready().equals(List.of("v2", "v2")));
    assertThat(leader()).isNotEqualTo(leader);
  }

  @Test
  void anAbortedReleaseGoesBackToThePodsOfTheStableVersion() {
    LiveRelease bad = LiveRelease.deploy(cluster, "bad");
    bad.apply("v2", LiveRelease.IMAGE);
    bad.awaitPhase("Paused");
    assertThat(bad.ready()).isEqualTo(List.of("v1", "v2"));
    bad.patchStatus("{\"status\": {\"abort\": true}}");
    bad.awaitPhase("Degraded");
    cluster.await("pods of v1 alone", () -> bad.ready().equals(List.of("v1", "v1")));
    assertThat(bad.status().path("message").asText())
        .isEqualTo("RolloutAborted: Rollout aborted update to revision 2");
  }

  @Test
  void anImageThatCannotBePulledTakesNoPodAway() {
    LiveRelease broken = LiveRelease.deploy(cluster, "broken");
    broken.apply("v2", "registry.k8s.io/there-is-no-such-image:1");
    broken.awaitPhase("Degraded");
    assertThat(broken.status().path("message").asText()).startsWith("ProgressDeadlineExceeded");
    assertThat(broken.ready()).isEqualTo(List.of("v1", "v1"));
  }

  @Test
  void aRestartReplacesEveryPodWithinTheirBudget() {
    LiveRelease shop = LiveRelease.deploy(cluster, "shop");
    cluster.apply(
        """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: shop}
        spec:
          minAvailable: 1
          selector: {matchLabels: {app: shop}}
        """);
    Set<String> before = shop.uids();
    // Pods of the same second would count as started after it.
    Instant soon = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
    shop.patch("{\"spec\": {\"restartAt\": \"%s\"}}".formatted(soon));
    Set<Integer> counts = new HashSet<>();
    cluster.await(
        "two other pods",
        () -> {
          int ready = shop.ready().size();
          counts.add(ready);
          return ready == 2 && Collections.disjoint(shop.uids(), before);
        });
    shop.awaitPhase("Healthy");
    assertThat(counts).as("numbers of ready pods").doesNotContain(0);
  }
}

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
    web.promote();
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
  void aRetryAfterAnAbortGoesOnToTheEnd() {
    LiveRelease again = LiveRelease.deploy(cluster, "again");
    again.apply("v2", LiveRelease.IMAGE);
    again.awaitPhase("Paused");
    again.patchStatus("{\"status\": {\"abort\": true}}");
    again.awaitPhase("Degraded");
    again.patchStatus("{\"status\": {\"abort\": false}}");
    again.awaitPhase("Paused");
    again.promote();
    again.awaitPhase("Healthy");
    cluster.await("pods of v2 alone", () -> again.ready().equals(List.of("v2", "v2")));
  }

  @Test
  void aThirdVersionTakesThePlaceOfTheSecondAndTheStableOneComesBackWithoutAPause() {
    LiveRelease news = LiveRelease.deploy(cluster, "news");
    news.apply("v2", LiveRelease.IMAGE);
    news.awaitPhase("Paused");
    news.apply("v3", LiveRelease.IMAGE);
    news.awaitPhase("Paused");
    cluster.await("no pod of v2", () -> news.ready().equals(List.of("v1", "v3")));
    news.apply("v1", LiveRelease.IMAGE);
    news.awaitPhase("Healthy");
    cluster.await("pods of v1 alone", () -> news.ready().equals(List.of("v1", "v1")));
  }

  @Test
  void anAnalysisThatNobodyAnswersTakesTheReleaseBack() {
    cluster.apply(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: {name: unanswered}
        spec:
          metrics:
          - name: success-rate
            consecutiveErrorLimit: 0
            successCondition: result[0] > 0.9
            provider: {prometheus: {address: "http://prometheus.nowhere.svc:9090", query: up}}
        """);
    LiveRelease judged = LiveRelease.deploy(cluster, "judged");
    judged.apply(
        "v2",
        LiveRelease.IMAGE,
        "{setWeight: 50}, {analysis: {templates: [{templateName: unanswered}]}}");
    judged.awaitPhase("Degraded");
    cluster.await("pods of v1 alone", () -> judged.ready().equals(List.of("v1", "v1")));
    assertThat(judged.status().path("message").asText())
        .startsWith("RolloutAborted: Rollout aborted update to revision 2")
        .contains("Metric \"success-rate\" assessed Error");
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

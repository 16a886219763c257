package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.junit.OnAnyCluster;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Objects of somebody else have the names of those that an update is to make. */
@RequiresCluster
@OnAnyCluster
@Execution(ExecutionMode.CONCURRENT)
class NameTakenIT {
  private static final String ARGO = "argoproj.io/v1alpha1";

  private final TestNamespace namespace;

  NameTakenIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    ShippedOperator.start(namespace);
  }

  @Test
  void aForeignReplicaSetIsEvadedByACollision() {
    LiveRollout first = LiveRollout.deploy(namespace, "taken", 1, "{}");
    String hash = first.hashes().getFirst();
    namespace.delete(ARGO, "Rollout", "taken");
    namespace.await("its ReplicaSet is gone", () -> first.replicaSets().isEmpty());
    namespace.apply(
        """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: taken-%s}
        spec:
          replicas: 0
          selector: {matchLabels: {of: another}}
          template:
            metadata: {labels: {of: another}}
            spec: {containers: [{name: main, image: a}]}
        """
            .formatted(hash));

    LiveRollout second = LiveRollout.deploy(namespace, "taken", 1, "{}");
    assertThat(second.status().path("collisionCount").asInt()).isEqualTo(1);
    assertThat(second.hashes()).singleElement().isNotEqualTo(hash);
  }

  @Test
  void aForeignRunIsEvadedByTheNextNumber() {
    namespace.apply(
        """
        apiVersion: %s
        kind: AnalysisTemplate
        metadata: {name: never}
        spec:
          metrics:
          - {name: m, interval: 1h, initialDelay: 1h, count: 1,
             provider: {prometheus: {address: "http://127.0.0.1:9", query: up}}}
        """
            .formatted(ARGO));
    LiveRollout rollout =
        LiveRollout.deploy(
            namespace,
            "measured",
            2,
            "{steps: [{setWeight: 50}, {pause: {}},"
                + " {analysis: {templates: [{templateName: never}]}}]}");
    rollout.version("v2");
    rollout.awaitPausedAt(1);
    String hash = rollout.status().path("currentPodHash").asText();
    String name = "measured-" + hash + "-2-2";
    namespace.apply(
        """
        apiVersion: %s
        kind: AnalysisRun
        metadata: {name: %s}
        spec:
          metrics:
          - {name: m, interval: 1h, initialDelay: 1h, count: 1,
             provider: {prometheus: {address: "http://127.0.0.1:9", query: up}}}
        """
            .formatted(ARGO, name));
    rollout.promote();
    rollout.await(
        "its run has the next number",
        seen ->
            seen.path("status")
                .path("canary")
                .path("currentStepAnalysisRunStatus")
                .path("name")
                .asText()
                .equals(name + ".1"));
    assertThat(rollout.status().path("collisionCount").asInt()).isZero();
    assertThat(rollout.analysisRuns())
        .singleElement()
        .satisfies(
            run -> assertThat(run.path("metadata").path("name").asText()).isEqualTo(name + ".1"));
  }
}

package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.fence.FakeClock;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.pass.PassResult;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a pass numbers whose caches have another leader's ReplicaSet, and its Rollout not yet. */
class OutrunRevisionTest {

  private static final String REPLICA_SET =
      """
      apiVersion: apps/v1
      kind: ReplicaSet
      metadata:
        namespace: shop
        name: web-%1$s
        uid: uid-%1$s
        resourceVersion: '7'
        creationTimestamp: '2026-01-01T00:0%2$d:00Z'
        labels: {app: web, rollouts-pod-template-hash: %1$s}
        annotations: {rollout.argoproj.io/revision: '%2$d'}
      spec: {replicas: 1}
      """;

  @AutoClose private final LoopbackApi server = new LoopbackApi();

  @Test
  void theReplicaSetOfBeforeDoesNotBecomeTheNewest() {
    server.next(
        "PATCH", WebRollout.PATH, new LoopbackApi.Reply.Status(409, "Conflict", "modified"));
    assertThat(run()).isInstanceOf(PassResult.Outrun.class);
    assertThat(server.writes())
        .extracting(LoopbackApi.Write::path)
        .containsExactly(WebRollout.PATH);
  }

  private PassResult run() {
    Rollout before =
        WebRollout.of(
            """
            spec:
              replicas: 1
              strategy: {canary: {}}
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: web:1}]}
            status: {observedGeneration: '1', currentPodHash: v1, stableRS: v1}
            """);
    before.getMetadata().setAnnotations(Map.of("rollout.argoproj.io/revision", "1"));
    RolloutPass pass = WebRollout.pass(server, new WriteFence(new FakeClock()));
    return pass.run(
        new Readings()
            .replicaSets(REPLICA_SET.formatted("v1", 1), REPLICA_SET.formatted("v2", 2))
            .read(server.api(), before));
  }
}

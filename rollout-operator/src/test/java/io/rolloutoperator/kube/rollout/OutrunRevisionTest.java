package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.fence.FakeClock;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.pass.PassResult;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pass numbers whose caches have another leader's ReplicaSet, and its Rollout not yet. */
class OutrunRevisionTest {

  private static final String ROLLOUT = "/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/web";
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

  private LoopbackApi server;

  @BeforeEach
  void open() throws IOException {
    server = new LoopbackApi();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theReplicaSetOfBeforeDoesNotBecomeTheNewest() {
    server.next("PATCH", ROLLOUT, new LoopbackApi.Reply.Status(409, "Conflict", "modified"));
    assertThat(run()).isInstanceOf(PassResult.Outrun.class);
    assertThat(server.writes()).extracting(LoopbackApi.Write::path).containsExactly(ROLLOUT);
  }

  private PassResult run() {
    Rollout before =
        Readings.parse(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout
            metadata:
              {namespace: shop, name: web, uid: uid-web, resourceVersion: '5', generation: 1,
               annotations: {rollout.argoproj.io/revision: '1'}}
            spec:
              replicas: 1
              strategy: {canary: {}}
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: web:1}]}
            status: {observedGeneration: '1', currentPodHash: v1, stableRS: v1}
            """,
            Rollout.class);
    WriteFence fence = new WriteFence(new FakeClock());
    RolloutPass pass =
        new RolloutPass(
            new PlanExecutor(
                new ActionWriter(server.api(), fence, new Evictions(), RouteListener.NOBODY),
                (_, _, _, _) -> {}),
            new StatusWriter(server.api(), fence),
            (_, _, _) -> {});
    return pass.run(
        new Readings()
            .replicaSets(REPLICA_SET.formatted("v1", 1), REPLICA_SET.formatted("v2", 2))
            .read(server.api(), before));
  }
}

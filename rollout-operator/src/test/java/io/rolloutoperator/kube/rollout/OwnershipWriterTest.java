package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.kube.client.ApiAnswer;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OwnershipWriterTest {

  private static final String REPLICA_SET = "/apis/apps/v1/namespaces/shop/replicasets/web-1";
  private static final Handle SEEN = new Handle("uid-rs", "7");

  @AutoClose private final LoopbackApi server = new LoopbackApi();

  @Test
  void theRolloutBecomesTheControllerOfTheVersionThatWasSeen() {
    ApiAnswer answer = new OwnershipWriter(server.api()).adopt(rollout(), "web-1", SEEN);

    assertThat(answer)
        .isInstanceOfSatisfying(
            ApiAnswer.Done.class, done -> assertThat(done.resourceVersion()).isEqualTo("100"));
    assertThat(server.writes())
        .containsExactly(
            patch(
                """
                metadata:
                  uid: uid-rs
                  resourceVersion: '7'
                  ownerReferences:
                  - {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web, uid: uid-web,
                     controller: true, blockOwnerDeletion: true}
                """));
  }

  @Test
  void aReleaseTakesOffThisOwnerAlone() {
    ApiAnswer answer = new OwnershipWriter(server.api()).release(rollout(), "web-1", SEEN);

    assertThat(answer).isInstanceOf(ApiAnswer.Done.class);
    assertThat(server.writes())
        .containsExactly(
            patch(
                """
                metadata:
                  uid: uid-rs
                  resourceVersion: '7'
                  ownerReferences: [{$patch: delete, uid: uid-web}]
                """));
  }

  private static LoopbackApi.Write patch(String yaml) {
    return new LoopbackApi.Write(
        "PATCH", REPLICA_SET, "application/strategic-merge-patch+json", LoopbackApi.yaml(yaml));
  }

  private static RolloutFacts rollout() {
    var tree = LoopbackApi.yaml("{strategy: {canary: {}}}");
    if (!(Decoder.decode(tree, RolloutSpec.class, "spec")
        instanceof Decoded.Valid<RolloutSpec>(RolloutSpec spec))) {
      throw new IllegalStateException();
    }
    return new RolloutFacts(
        "shop", "web", "uid-web", 1, Map.of(), Map.of(), spec, RolloutStatus.EMPTY, tree);
  }
}

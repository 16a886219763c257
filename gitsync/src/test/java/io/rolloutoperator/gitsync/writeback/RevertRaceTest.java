package io.rolloutoperator.gitsync.writeback;

import static io.rolloutoperator.gitsync.writeback.RevertScene.HEALTHY_KUSTOMIZATION;
import static io.rolloutoperator.gitsync.writeback.RevertScene.KUSTOMIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A branch that moves while a release is undone on it. */
class RevertRaceTest extends AgainstBadRelease {

  /**
   * Moves the branch before each of the first pushes.
   *
   * @return the pushes, which are still to come
   */
  private List<Integer> movedByEachPush(int most) {
    List<Integer> pushes = new ArrayList<>();
    scene
        .client()
        .beforePush(
            () -> {
              pushes.add(pushes.size());
              if (pushes.size() <= most) {
                server.commit("main", "x", Map.of("other/app.yaml", "image: x" + pushes.size()));
              }
            });
    return pushes;
  }

  @Test
  void aBranchThatMovedDuringThePushIsLookedAtAgain() throws IOException {
    var _ = movedByEachPush(4);
    assertThat(scene.write(bad)).isInstanceOf(RevertOutcome.Reverted.class);
    assertThat(server.text("main", "other/app.yaml")).isEqualTo("image: x4");
    assertThat(server.text("main", KUSTOMIZATION)).isEqualTo(HEALTHY_KUSTOMIZATION);
  }

  @Test
  void aBranchThatKeepsMovingIsLeftForLater() throws IOException {
    List<Integer> pushes = movedByEachPush(Integer.MAX_VALUE);
    assertThat(scene.write(bad))
        .isEqualTo(RevertScene.failed("push to main rejected: remote changed 5 times"));
    assertThat(pushes).hasSize(5);
    assertThat(server.text("main", KUSTOMIZATION)).isEqualTo(RevertScene.badKustomization());
  }

  @Test
  void aFixThatArrivesDuringThePushWins() throws IOException {
    String fixed = HEALTHY_KUSTOMIZATION.replace("newTag: 1", "newTag: 3");
    scene.client().beforePush(() -> server.commit("main", "fix", Map.of(KUSTOMIZATION, fixed)));
    assertThat(scene.write(bad))
        .isEqualTo(
            new RevertOutcome.Nothing("main no longer has the aborted template of shop/my-app"));
    assertThat(server.text("main", KUSTOMIZATION)).isEqualTo(fixed);
  }
}

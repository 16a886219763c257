package io.rolloutoperator.gitsync.writeback;

import static io.rolloutoperator.gitsync.writeback.RevertScene.HEALTHY_KUSTOMIZATION;
import static io.rolloutoperator.gitsync.writeback.RevertScene.KUSTOMIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A branch that moves while a release is undone on it. */
class RevertRaceTest {

  @TempDir private Path folder;
  @AutoClose private RevertScene scene;

  @BeforeEach
  void aHealthyRelease() throws IOException {
    scene = new RevertScene(folder);
  }

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
                scene
                    .server()
                    .commit("main", "x", Map.of("other/app.yaml", "image: x" + pushes.size()));
              }
            });
    return pushes;
  }

  @Test
  void aBranchThatMovedDuringThePushIsLookedAtAgain() throws IOException {
    String bad = scene.bad();
    var _ = movedByEachPush(4);
    assertThat(scene.write(bad)).isInstanceOf(RevertOutcome.Reverted.class);
    assertThat(scene.server().text("main", "other/app.yaml")).isEqualTo("image: x4");
    assertThat(scene.server().text("main", KUSTOMIZATION)).isEqualTo(HEALTHY_KUSTOMIZATION);
  }

  @Test
  void aBranchThatKeepsMovingIsLeftForLater() throws IOException {
    String bad = scene.bad();
    List<Integer> pushes = movedByEachPush(Integer.MAX_VALUE);
    assertThat(scene.write(bad))
        .isEqualTo(RevertScene.failed("push to main rejected: remote changed 5 times"));
    assertThat(pushes).hasSize(5);
    assertThat(scene.server().text("main", KUSTOMIZATION))
        .isEqualTo(RevertScene.badKustomization());
  }

  @Test
  void aFixThatArrivesDuringThePushWins() throws IOException {
    String bad = scene.bad();
    String fixed = HEALTHY_KUSTOMIZATION.replace("newTag: 1", "newTag: 3");
    scene
        .client()
        .beforePush(() -> scene.server().commit("main", "fix", Map.of(KUSTOMIZATION, fixed)));
    assertThat(scene.write(bad))
        .isEqualTo(
            new RevertOutcome.Nothing("main no longer has the aborted template of shop/my-app"));
    assertThat(scene.server().text("main", KUSTOMIZATION)).isEqualTo(fixed);
  }
}

package io.rolloutoperator.gitsync.writeback;

import static io.rolloutoperator.gitsync.writeback.RevertScene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was undone before, here or elsewhere, is not undone again, and not too much at a time. */
class RevertOnceTest {

  @TempDir private Path folder;
  @AutoClose private RevertScene scene;

  @BeforeEach
  void aHealthyRelease() throws IOException {
    scene = new RevertScene(folder);
  }

  @Test
  void twoClustersOnOneBranchUndoItOnce() throws IOException {
    String bad = scene.bad();
    scene.write(bad);
    assertThat(scene.write(scene.request(bad, "installation-2", List.of())))
        .isInstanceOf(RevertOutcome.Nothing.class);
    assertThat(scene.server().log("main")).hasSize(3);
  }

  @Test
  void aRunCutOffAfterThePushFindsItsCommit() throws IOException {
    String bad = scene.bad();
    RevertOutcome first = scene.write(bad);
    assertThat(scene.write(bad)).isEqualTo(first);
    assertThat(scene.server().log("main")).hasSize(3);
  }

  @Test
  void ourOwnCommitIsNeverUndone() throws IOException {
    String bad = scene.bad();
    scene.write(bad);
    String ours = scene.server().tip("main");
    BadRelease again = scene.release(bad, ours);
    RevertRequest request =
        new RevertRequest(
            again,
            "main",
            scene.server().tree(bad),
            scene.server().tree(ours),
            scene.server().newest("main").getFullMessage(),
            List.of(),
            RevertScene.signature("installation-2"));
    assertThat(scene.write(request))
        .isEqualTo(
            new RevertOutcome.Nothing(
                "commit " + ours.substring(0, 7) + " was written by a rollout operator"));
    assertThat(scene.server().tip("main")).isEqualTo(ours);
  }

  @Test
  void aBadCommitThatComesBackIsNotUndoneTwice() throws IOException {
    String bad = scene.bad();
    CommitBudget.Past before =
        new CommitBudget.Past(NOW.minus(Duration.ofDays(1)), "c0ffee", bad, "shop/my-app");
    assertThat(scene.write(scene.request(bad, "installation-1", List.of(before))))
        .isEqualTo(new RevertOutcome.Nothing("undone before, by commit c0ffee"));
    assertThat(scene.server().tip("main")).isEqualTo(bad);
  }

  @Test
  void anHourHasALimit() throws IOException {
    String bad = scene.bad();
    List<CommitBudget.Past> past =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    new CommitBudget.Past(
                        NOW.minus(Duration.ofMinutes(i)), "c" + i, "bad" + i, "shop/my-app"))
            .toList();
    assertThat(scene.write(scene.request(bad, "installation-1", past)))
        .isEqualTo(
            new RevertOutcome.RateLimited(
                "4 commits in the last hour", NOW.plus(Duration.ofMinutes(57))));
    assertThat(scene.server().tip("main")).isEqualTo(bad);
  }
}

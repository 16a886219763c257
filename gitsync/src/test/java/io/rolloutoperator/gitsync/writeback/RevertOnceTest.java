package io.rolloutoperator.gitsync.writeback;

import static io.rolloutoperator.gitsync.writeback.RevertScene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was undone before, here or elsewhere, is not undone again, and not too much at a time. */
class RevertOnceTest extends AgainstBadRelease {

  @Test
  void twoClustersOnOneBranchUndoItOnce() throws IOException {
    scene.write(bad);
    assertThat(scene.write(scene.request(bad, "installation-2", List.of())))
        .isInstanceOf(RevertOutcome.Nothing.class);
    assertThat(server.log("main")).hasSize(3);
  }

  @Test
  void aRunCutOffAfterThePushFindsItsCommit() throws IOException {
    RevertOutcome first = scene.write(bad);
    assertThat(scene.write(bad)).isEqualTo(first);
    assertThat(server.log("main")).hasSize(3);
  }

  @Test
  void ourOwnCommitIsNeverUndone() throws IOException {
    scene.write(bad);
    String ours = server.tip("main");
    BadRelease again = scene.release(bad, ours);
    RevertRequest request =
        new RevertRequest(
            again,
            "main",
            server.tree(bad),
            server.tree(ours),
            server.newest("main").getFullMessage(),
            List.of(),
            RevertScene.signature("installation-2"));
    assertThat(scene.write(request))
        .isEqualTo(
            new RevertOutcome.Nothing(
                "commit " + ours.substring(0, 7) + " was written by a rollout operator"));
    assertThat(server.tip("main")).isEqualTo(ours);
  }

  @Test
  void aBadCommitThatComesBackIsNotUndoneTwice() throws IOException {
    CommitBudget.Past before =
        new CommitBudget.Past(NOW.minus(Duration.ofDays(1)), "c0ffee", bad, "shop/my-app");
    assertThat(scene.write(scene.request(bad, "installation-1", List.of(before))))
        .isEqualTo(new RevertOutcome.Nothing("undone before, by commit c0ffee"));
    assertThat(server.tip("main")).isEqualTo(bad);
  }

  @Test
  void anHourHasALimit() throws IOException {
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
    assertThat(server.tip("main")).isEqualTo(bad);
  }
}

package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.writeback.CommitPush;
import io.rolloutoperator.gitsync.writeback.ForgeOutcome;
import io.rolloutoperator.gitsync.writeback.ForgeSink;
import io.rolloutoperator.gitsync.writeback.NewCommit;
import io.rolloutoperator.gitsync.writeback.PullRequest;
import io.rolloutoperator.kube.fence.FakeClock;
import io.rolloutoperator.kube.fence.LeaseFence;
import io.rolloutoperator.kube.fence.LeaseFence.Sent;
import io.rolloutoperator.kube.fence.LeaseFence.Term;
import io.rolloutoperator.kube.fence.LeaseTiming;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Writes to a repository and its forge by a process that has a lease, loses it, or never had it.
 */
class GitFenceTest {

  private static final NewCommit COMMIT =
      new NewCommit(
          "main",
          Optional.empty(),
          "a".repeat(40),
          new TreeMap<>(),
          "Roll back",
          new NewCommit.Author("me", "me@example.org"),
          Instant.EPOCH,
          List.of());

  private static final PullRequest REQUEST = new PullRequest("rollback/x", "main", "x", "");

  private final FakeClock clock = new FakeClock();
  private final LeaseFence lease = LeaseFence.closed(LeaseTiming.DEFAULT, clock);
  private final GitFence fence = new GitFence(lease::permit);
  private final List<String> arrived = new ArrayList<>();

  private final CommitPush push =
      fence.of(
          new CommitPush() {
            @Override
            public Tip fetch(String branch) {
              arrived.add("fetch");
              return new Tip.Failed("no server");
            }

            @Override
            public Pushed push(NewCommit commit) {
              arrived.add("push");
              return new Pushed.Done("b".repeat(40), "");
            }
          });

  private final ForgeSink sink =
      fence.of(
          new ForgeSink() {
            @Override
            public List<String> pushOptions(PullRequest request) {
              return List.of("an option");
            }

            @Override
            public ForgeOutcome open(PullRequest request, String serverText) {
              arrived.add("open");
              return new ForgeOutcome.Open("https://git.example.org/1");
            }
          });

  private void win() {
    lease.renewed(new Term(1, "me"), Sent.at(clock));
  }

  @Test
  void aLeaderWrites() {
    win();
    assertThat(push.push(COMMIT)).isInstanceOf(CommitPush.Pushed.Done.class);
    assertThat(sink.open(REQUEST, "")).isInstanceOf(ForgeOutcome.Open.class);
    assertThat(arrived).containsExactly("push", "open");
  }

  @Test
  void whoIsNoLeaderReadsOnly() {
    assertThat(push.push(COMMIT))
        .isEqualTo(new CommitPush.Pushed.Failed("not pushed: the lease is not held"));
    assertThat(sink.open(REQUEST, ""))
        .isEqualTo(
            new ForgeOutcome.Failed(
                "no request was opened: the lease is not held", Optional.empty()));
    assertThat(push.fetch("main")).isEqualTo(new CommitPush.Tip.Failed("no server"));
    assertThat(sink.pushOptions(REQUEST)).containsExactly("an option");
    assertThat(arrived).containsExactly("fetch");
  }

  @Test
  void aLeaderThatCouldNotRenewWritesNothingAnyMore() {
    win();
    clock.advance(LeaseTiming.DEFAULT.renewDeadline());
    assertThat(push.push(COMMIT)).isInstanceOf(CommitPush.Pushed.Failed.class);
    assertThat(arrived).isEmpty();
  }

  @Test
  void aLeaderThatEndedWritesNothingAnyMore() {
    win();
    assertThat(push.push(COMMIT)).isInstanceOf(CommitPush.Pushed.Done.class);
    lease.end("the process stops");
    assertThat(sink.open(REQUEST, ""))
        .isEqualTo(
            new ForgeOutcome.Failed("no request was opened: the process stops", Optional.empty()));
    assertThat(arrived).containsExactly("push");
  }
}

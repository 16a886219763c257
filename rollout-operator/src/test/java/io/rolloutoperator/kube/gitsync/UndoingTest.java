package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.plan.QuarantineEntry.State;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.writeback.CommitBudget;
import io.rolloutoperator.gitsync.writeback.RevertOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UndoingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final QuarantineEntry BAD = entry("b".repeat(40), NOW);
  private static final String REVERT = "e".repeat(40);

  private final Undoing undoing = new Undoing();

  @Test
  void aReleaseIsTakenByOneAttemptAtATime() {
    assertThat(begin(BAD, NOW)).contains(BAD);
    assertThat(begin(BAD, NOW)).isEmpty();
  }

  @Test
  void aReleaseIsUndoneOnceAndTheSameTemplateOfAnotherCommitAgain() {
    begin(BAD, NOW);
    undoing.end(BAD, new RevertOutcome.Reverted(REVERT, ""), NOW);

    QuarantineEntry asStored = entry("b".repeat(40), NOW.plusMillis(1));
    assertThat(begin(asStored, NOW)).isEmpty();
    QuarantineEntry again = entry("c".repeat(40), NOW);
    assertThat(begin(again, NOW)).contains(again);
  }

  @Test
  void failuresAreRepeatedWithGrowingPauses() {
    begin(BAD, NOW);
    undoing.end(BAD, new RevertOutcome.Failed("cut off", Optional.empty()), NOW);
    Instant second = NOW.plusSeconds(1);
    assertThat(due(NOW)).contains(second);
    assertThat(begin(BAD, NOW)).isEmpty();

    assertThat(begin(BAD, second)).contains(BAD);
    undoing.unconfigured("Secret shop/git not found", second);
    assertThat(due(second)).contains(second.plusSeconds(2));
  }

  @Test
  void aServerMayMakeAPauseLongerAndNotShorter() {
    begin(BAD, NOW);
    undoing.end(BAD, new RevertOutcome.Failed("rate limit", Optional.of(NOW)), NOW);
    Instant second = NOW.plusSeconds(1);
    assertThat(due(NOW)).contains(second);

    assertThat(begin(BAD, second)).contains(BAD);
    Instant asked = second.plusSeconds(60);
    undoing.end(BAD, new RevertOutcome.Failed("rate limit", Optional.of(asked)), second);
    assertThat(due(second)).contains(asked);
  }

  @Test
  void commitsCountAfterTheStatusHasForgottenThem() {
    begin(BAD, NOW);
    undoing.end(BAD, new RevertOutcome.Reverted(REVERT, ""), NOW);

    assertThat(undoing.past(GitSyncStatus.EMPTY))
        .containsExactly(new CommitBudget.Past(NOW, REVERT, "b".repeat(40), "shop/my-app"));
  }

  private Optional<QuarantineEntry> begin(QuarantineEntry entry, Instant now) {
    return undoing.begin(List.of(entry), GitSyncStatus.EMPTY, now);
  }

  private Optional<Instant> due(Instant now) {
    return undoing.due(List.of(BAD), GitSyncStatus.EMPTY, now);
  }

  private static QuarantineEntry entry(String commit, Instant since) {
    return new QuarantineEntry(
        new ObjectId("argoproj.io", "Rollout", "shop", "my-app"),
        "bad",
        "good",
        new Revision("main", commit),
        List.of(),
        since,
        "too many errors",
        State.HOLDING);
  }
}

package io.rolloutoperator.gitsync.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.gitsync.GitSyncHistoryEntry;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.source.Revision;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryListTest {

  private static final Instant NOW = Facts.T0.plusSeconds(60);

  @Test
  void theHistoryHasAnEntryForEachRenderAndAnEnd() {
    GitSyncStatus status = GitSyncStatus.EMPTY;
    for (int i = 0; i < 5; i++) {
      Revision revision = new Revision("main", Integer.toString(i).repeat(40));
      DesiredState state = new DesiredState(revision, "d" + i);
      status =
          Facts.after(
              status,
              SyncOutcome.of(1, 3)
                  .attempted(revision)
                  .applied(state)
                  .render(new AppliedRender(state, Facts.T0.plusSeconds(i)))
                  .readiness(new Readiness.Ready(revision))
                  .build(),
              NOW);
    }
    assertThat(status.history())
        .extracting(GitSyncHistoryEntry::digest)
        .containsExactly("d4", "d3", "d2");
    assertThat(Facts.after(status, SyncOutcome.of(1, 0).build(), NOW).history()).isEmpty();
  }

  /** Which has objects in the cluster, and no entry of the history. */
  @Test
  void aCommitThatACrashCutOffIsWhatNewerOnesAreComparedWith() {
    GitSyncStatus cut =
        Facts.after(
            GitSyncStatus.EMPTY,
            Facts.known().begun(Facts.GOOD_STATE).inventory(Facts.inventory(Facts.ROLLOUT)).build(),
            NOW);
    assertThat(new RecordedStatus(cut).lineage()).contains(Facts.GOOD);

    GitSyncStatus begun =
        Facts.after(
            cut,
            Facts.known()
                .begun(Facts.BAD_STATE)
                .inventory(Facts.inventory(Facts.ROLLOUT, Facts.SERVICE))
                .build(),
            NOW);
    assertThat(new RecordedStatus(begun).lineage()).contains(Facts.GOOD);

    GitSyncStatus ended =
        Facts.after(
            begun,
            Facts.known()
                .attempted(Facts.BAD)
                .render(new AppliedRender(Facts.BAD_STATE, Facts.T0))
                .build(),
            NOW);
    assertThat(new RecordedStatus(ended).lineage()).contains(Facts.GOOD);
    assertThat(ended.history())
        .extracting(GitSyncHistoryEntry::revision)
        .containsExactly(Facts.BAD.toString(), Facts.GOOD.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void theFirstCommitStaysInTheHistoryUntilOneWasAppliedWhole(int limit) {
    GitSyncStatus status = GitSyncStatus.EMPTY;
    for (int i = 0; i < 5; i++) {
      Revision revision = new Revision("main", Integer.toString(i).repeat(40));
      DesiredState state = new DesiredState(revision, "d" + i);
      AppliedRender render = new AppliedRender(state, Facts.T0.plusSeconds(i));
      SyncOutcome outcome = SyncOutcome.of(1, limit).attempted(revision).render(render).build();
      status = Facts.after(status, outcome, NOW);
      assertThat(new RecordedStatus(status).lineage().orElseThrow().commit()).startsWith("0");
      assertThat(status.history()).hasSizeLessThanOrEqualTo(limit + 1);
    }
    Revision whole = new Revision("main", "9".repeat(40));
    GitSyncStatus applied =
        Facts.after(
            status, SyncOutcome.of(1, limit).applied(new DesiredState(whole, "d9")).build(), NOW);
    assertThat(applied.history()).hasSizeLessThanOrEqualTo(limit);
    assertThat(new RecordedStatus(applied).lineage()).contains(whole);
  }

  @Test
  void applyingTheSameAgainOnlyMovesTheTimeOfTheLastApply() {
    Instant again = Facts.T0.plusSeconds(500);
    GitSyncStatus status =
        Facts.after(
            Facts.settled(),
            Facts.known().render(new AppliedRender(Facts.GOOD_STATE, again)).build(),
            NOW);
    assertThat(status.history())
        .containsExactly(
            new GitSyncHistoryEntry(
                Facts.GOOD.toString(),
                "d1",
                Facts.T0.minusSeconds(30),
                again,
                "ReconciliationSucceeded",
                "Applied revision: " + Facts.GOOD));
  }

  @Test
  void aFailureToFetchIsNotTheResultOfAnApply() {
    GitSyncStatus status =
        Facts.after(
            Facts.settled(),
            Facts.known().source(new SourceHealth.Failed("no", false)).build(),
            NOW);
    assertThat(status.history())
        .extracting(GitSyncHistoryEntry::result)
        .containsExactly("ReconciliationSucceeded");
  }

  @Test
  void anotherSpecOfTheSameCommitIsAnEntryOfItsOwn() {
    AppliedRender other = new AppliedRender(new DesiredState(Facts.GOOD, "d3"), NOW);
    assertThat(Facts.after(Facts.settled(), Facts.known().render(other).build(), NOW).history())
        .extracting(GitSyncHistoryEntry::digest)
        .containsExactly("d3", "d1");
  }
}

package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.api.OneLine;
import io.rolloutoperator.api.gitsync.GitSyncHistoryEntry;
import io.rolloutoperator.api.gitsync.GitSyncInventory;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.source.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was applied before, the newest first. */
final class HistoryList {

  private HistoryList() {}

  static List<GitSyncHistoryEntry> of(
      GitSyncStatus before, SyncOutcome outcome, Optional<Readiness> readiness) {
    List<GitSyncHistoryEntry> entries = new ArrayList<>(before.history());
    String attempted =
        outcome.attempted().map(Revision::toString).orElse(before.lastAttemptedRevision());
    brokenOff(before, outcome)
        .map(state -> new GitSyncHistoryEntry(state.revision().toString(), "", null, null, "", ""))
        .ifPresent(entries::add);
    outcome.render().ifPresent(render -> applied(entries, render));
    if (!entries.isEmpty() && entries.getFirst().revision().equals(attempted)) {
      readiness
          .flatMap(HistoryList::result)
          .ifPresent(result -> entries.set(0, result.of(entries.getFirst())));
    }
    boolean wasWhole = !before.lastAppliedRevision().isEmpty() || outcome.applied().isPresent();
    return limited(entries, outcome.historyLimit(), wasWhole);
  }

  /**
   * The first commit, if the process ended while it applied that one and another is begun now:
   * there may be objects of it, and no entry.
   */
  private static Optional<DesiredState> brokenOff(GitSyncStatus before, SyncOutcome outcome) {
    GitSyncInventory inventory = before.inventory();
    boolean named = inventory != null && !inventory.equals(GitSyncInventory.EMPTY);
    boolean first = before.history().isEmpty() && before.lastAppliedRevision().isEmpty();
    return new RecordedStatus(before)
        .begun()
        .filter(_ -> named && first)
        .filter(state -> isLeft(state.revision(), outcome));
  }

  private static boolean isLeft(Revision begun, SyncOutcome outcome) {
    return outcome
        .applied()
        .or(outcome::begun)
        .filter(state -> !state.revision().equals(begun))
        .isPresent();
  }

  /**
   * The newest. Until a commit was applied whole the oldest stays, too, whatever the limit: newer
   * commits are compared with it ({@link RecordedStatus#lineage}).
   */
  private static List<GitSyncHistoryEntry> limited(
      List<GitSyncHistoryEntry> entries, int limit, boolean wasWhole) {
    if (wasWhole || entries.size() <= limit) {
      return entries.stream().limit(limit).toList();
    }
    List<GitSyncHistoryEntry> kept = new ArrayList<>(entries.subList(0, limit));
    kept.add(entries.getLast());
    return kept;
  }

  private static void applied(List<GitSyncHistoryEntry> entries, AppliedRender render) {
    String revision = render.state().revision().toString();
    String digest = render.state().digest();
    if (!entries.isEmpty()) {
      GitSyncHistoryEntry newest = entries.getFirst();
      if (newest.revision().equals(revision) && newest.digest().equals(digest)) {
        entries.set(
            0,
            new GitSyncHistoryEntry(
                revision,
                digest,
                newest.firstApplied(),
                render.at(),
                newest.result(),
                newest.message()));
        return;
      }
    }
    entries.addFirst(new GitSyncHistoryEntry(revision, digest, render.at(), render.at(), "", ""));
  }

  /** Nothing for what is not about the objects that were applied. */
  private static Optional<Result> result(Readiness readiness) {
    return switch (readiness) {
      case Readiness.Ready ready ->
          Optional.of(new Result(ConditionReason.RECONCILIATION_SUCCEEDED, ready.message()));
      case Readiness.Progressing(String message) ->
          Optional.of(new Result(ConditionReason.PROGRESSING, message));
      case Readiness.Failed(SyncFailure failure) ->
          switch (failure) {
            case SyncFailure.ApplyFailed _,
                SyncFailure.PruneFailed _,
                SyncFailure.PruneBlocked _,
                SyncFailure.HealthCheckFailed _,
                SyncFailure.RolloutAborted _ ->
                Optional.of(new Result(failure.reason(), failure.message()));
            case SyncFailure.FetchFailed _,
                SyncFailure.VerificationFailed _,
                SyncFailure.BuildFailed _,
                SyncFailure.DecryptionFailed _,
                SyncFailure.ValidationFailed _,
                SyncFailure.DependencyNotReady _,
                SyncFailure.ConflictingOwner _,
                SyncFailure.Forbidden _,
                SyncFailure.ImpersonationFailed _,
                SyncFailure.OutsideSyncWindow _,
                SyncFailure.InvalidSpec _ ->
                Optional.empty();
          };
    };
  }

  private record Result(ConditionReason reason, String message) {
    GitSyncHistoryEntry of(GitSyncHistoryEntry entry) {
      return new GitSyncHistoryEntry(
          entry.revision(),
          entry.digest(),
          entry.firstApplied(),
          entry.lastApplied(),
          reason.text(),
          OneLine.of(message));
    }
  }
}

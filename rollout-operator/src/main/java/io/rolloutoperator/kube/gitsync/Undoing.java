package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.api.gitsync.GitSyncCommitLink;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.api.gitsync.QuarantinedRevision;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.status.SyncOutcomeBuilder;
import io.rolloutoperator.gitsync.status.UndoneRelease;
import io.rolloutoperator.gitsync.status.WriteBackState;
import io.rolloutoperator.gitsync.writeback.CommitBudget;
import io.rolloutoperator.gitsync.writeback.RevertOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is known of the commits of one unit, for several threads. Lost by a restart: what the status
 * does not tell then is found in the repository.
 */
final class Undoing {

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

  /** Doubling a second this often exceeds the longest pause. */
  private static final int DOUBLINGS = 9;

  private final List<UndoneRelease> undone = new ArrayList<>();
  private final List<CommitBudget.Past> commits = new ArrayList<>();
  private final Set<String> closed = new HashSet<>();
  private WriteBackState state = new WriteBackState.Configured();
  private Instant notBefore = Instant.EPOCH;
  private int failures;
  private boolean running;

  /** What became of earlier releases, and whether more commits can be made. */
  synchronized void tell(SyncOutcomeBuilder outcome) {
    outcome.writeBack(state).undone(List.copyOf(undone));
  }

  /** Nothing is in quarantine, so that only the credential counts. */
  synchronized void idle(Optional<String> problem) {
    failures = 0;
    notBefore = Instant.EPOCH;
    state =
        problem
            .<WriteBackState>map(WriteBackState.NotConfigured::new)
            .orElseGet(WriteBackState.Configured::new);
  }

  /** The first release that is to be undone now; whoever takes it must {@link #end} it. */
  synchronized Optional<QuarantineEntry> begin(
      List<QuarantineEntry> quarantine, GitSyncStatus before, Instant now) {
    Optional<QuarantineEntry> next =
        running || now.isBefore(notBefore)
            ? Optional.empty()
            : open(quarantine, before).findFirst();
    running |= next.isPresent();
    return next;
  }

  /** When the next attempt is due, if one is not possible before. */
  synchronized Optional<Instant> due(
      List<QuarantineEntry> quarantine, GitSyncStatus before, Instant now) {
    return !running && now.isBefore(notBefore) && open(quarantine, before).findAny().isPresent()
        ? Optional.of(notBefore)
        : Optional.empty();
  }

  private Stream<QuarantineEntry> open(List<QuarantineEntry> quarantine, GitSyncStatus before) {
    return quarantine.stream()
        .filter(QuarantineEntry::holds)
        .filter(entry -> !closed.contains(key(entry)))
        .filter(entry -> before.quarantinedRevisions().stream().noneMatch(s -> links(s, entry)));
  }

  private static boolean links(QuarantinedRevision stored, QuarantineEntry entry) {
    return stored.writeBack() != null
        && stored.object().equals(entry.object().inventoryId())
        && stored.templateHash().equals(entry.templateHash())
        && stored.revision().equals(entry.revision().toString());
  }

  /** An attempt has ended. */
  synchronized void end(QuarantineEntry entry, RevertOutcome outcome, Instant now) {
    running = false;
    switch (outcome) {
      case RevertOutcome.Reverted(String commit, String url) ->
          done(entry, now, UndoneRelease.Kind.REVERT, commit, url);
      case RevertOutcome.PullRequestOpened(String url, String _, String commit) ->
          done(entry, now, UndoneRelease.Kind.PULL_REQUEST, commit, url);
      case RevertOutcome.NotPossible(String message) ->
          close(entry, new WriteBackState.NotPossible(message));
      case RevertOutcome.Nothing _ -> close(entry, new WriteBackState.Configured());
      case RevertOutcome.RateLimited(String message, Instant next) -> {
        state = new WriteBackState.RateLimited(message);
        notBefore = next;
      }
      case RevertOutcome.Failed(String message, Optional<Instant> next) -> {
        state = new WriteBackState.Failed(message);
        notBefore = later(next.orElse(now), now.plus(pause()));
      }
    }
  }

  /** What a server asks for does not shorten the pause that grows with each failure. */
  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** An attempt has ended before it began, for want of a credential. */
  synchronized void unconfigured(String problem, Instant now) {
    running = false;
    state = new WriteBackState.NotConfigured(problem);
    notBefore = now.plus(pause());
  }

  private void done(
      QuarantineEntry entry, Instant now, UndoneRelease.Kind kind, String commit, String url) {
    close(entry, new WriteBackState.Configured());
    undone.add(
        new UndoneRelease(
            entry.object(), entry.templateHash(), entry.revision(), kind, commit, url));
    commits.add(past(entry.object(), entry.revision().commit(), commit, now));
  }

  private void close(QuarantineEntry entry, WriteBackState now) {
    closed.add(key(entry));
    failures = 0;
    state = now;
  }

  private Duration pause() {
    Duration growing = FIRST_RETRY.multipliedBy(1L << Math.min(failures++, DOUBLINGS));
    return growing.compareTo(LONGEST_RETRY) < 0 ? growing : LONGEST_RETRY;
  }

  /** The commits of this unit: those made since the start, and those that the status tells of. */
  synchronized List<CommitBudget.Past> past(GitSyncStatus before) {
    List<CommitBudget.Past> all = new ArrayList<>(commits);
    for (QuarantinedRevision stored : before.quarantinedRevisions()) {
      GitSyncCommitLink link = stored.writeBack();
      if (link != null && commits.stream().noneMatch(c -> c.commit().equals(link.commit()))) {
        ObjectId.ofInventoryId(stored.object())
            .ifPresent(rollout -> all.add(past(stored, rollout, link)));
      }
    }
    return all;
  }

  private static CommitBudget.Past past(
      QuarantinedRevision stored, ObjectId rollout, GitSyncCommitLink link) {
    Instant since = stored.since();
    String undone = stored.revision().isEmpty() ? "" : Revision.parse(stored.revision()).commit();
    return past(rollout, undone, link.commit(), since == null ? Instant.EPOCH : since);
  }

  private static CommitBudget.Past past(
      ObjectId rollout, String undone, String commit, Instant at) {
    return new CommitBudget.Past(at, commit, undone, rollout.namespace() + "/" + rollout.name());
  }

  private static String key(QuarantineEntry entry) {
    return entry.object().inventoryId() + " " + entry.templateHash() + " " + entry.revision();
  }
}

package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.status.SyncOutcome;
import io.rolloutoperator.gitsync.status.UndoneRelease;
import io.rolloutoperator.gitsync.status.WriteBackState;
import io.rolloutoperator.gitsync.unit.RolloutPolicies.OnAbort;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.gitsync.writeback.RevertOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Undoes aborted releases in Git, beside the passes, since a push may take long. What came of it is
 * told in the status of the next pass; until the status names the commit, the push may be repeated,
 * and finds that it was made.
 */
final class WriteBacks {
  private static final Logger log = LoggerFactory.getLogger(WriteBacks.class);

  private final RevertRunner runner;
  private final SyncMeter meter;
  private final Consumer<UnitId> wake;
  private final Map<UnitId, Undoing> records = new ConcurrentHashMap<>();

  /** What is known of the commits of one unit. */
  private static final class Undoing {
    private final List<UndoneRelease> undone = new ArrayList<>();
    private final Set<String> closed = new HashSet<>();
    private WriteBackState state = new WriteBackState.Configured();
    private Instant notBefore = Instant.EPOCH;
    private boolean running;
  }

  /** Undoes nothing yet. */
  WriteBacks(RevertRunner runner, SyncMeter meter, Consumer<UnitId> wake) {
    this.runner = runner;
    this.meter = meter;
    this.wake = wake;
  }

  /** Says what became of earlier releases. */
  void tell(PassSubject subject, SyncOutcome.Builder outcome) {
    if (subject.unit().writeBack().isEmpty()) {
      outcome.writeBack(new WriteBackState.NotUsed());
      return;
    }
    Undoing undoing = of(subject.unit().id());
    synchronized (undoing) {
      outcome.writeBack(undoing.state).undone(List.copyOf(undoing.undone));
    }
  }

  /** Begins to undo the first release in quarantine that was not undone yet. */
  void undo(PassSubject subject, FollowedSource source, PassFindings findings) {
    if (subject.unit().rollouts().onAbort() == OnAbort.MARK
        || subject.unit().writeBack().isEmpty()) {
      return;
    }
    Undoing undoing = of(subject.unit().id());
    synchronized (undoing) {
      Optional<QuarantineEntry> next =
          findings.plan().quarantine().stream()
              .filter(QuarantineEntry::holds)
              .filter(entry -> !undoing.closed.contains(key(entry)))
              .filter(entry -> !linked(findings, entry))
              .findFirst();
      if (undoing.running || next.isEmpty() || subject.now().isBefore(undoing.notBefore)) {
        return;
      }
      undoing.running = true;
      Thread.ofVirtual()
          .name("write-back")
          .start(() -> run(subject, source, findings, next.get(), undoing));
    }
  }

  void forget(UnitId unit) {
    records.remove(unit);
  }

  private void run(
      PassSubject subject,
      FollowedSource source,
      PassFindings findings,
      QuarantineEntry entry,
      Undoing undoing) {
    RevertOutcome outcome;
    try {
      outcome = runner.revert(subject, source, findings, entry);
    } catch (RuntimeException broken) {
      log.warn("undoing {} in Git broke", entry.object(), broken);
      outcome = new RevertOutcome.Failed(String.valueOf(broken.getMessage()), Optional.empty());
    }
    log.info("undoing {} of {} in Git: {}", entry.templateHash(), entry.object(), outcome);
    meter.wroteBack(subject.unit().rollouts().onAbort(), outcome);
    synchronized (undoing) {
      undoing.running = false;
      take(undoing, subject, entry, outcome);
    }
    wake.accept(subject.unit().id());
  }

  private static void take(
      Undoing undoing, PassSubject subject, QuarantineEntry entry, RevertOutcome outcome) {
    Instant retry = subject.now().plus(subject.state().retryPause(Optional.empty()));
    switch (outcome) {
      case RevertOutcome.Reverted(String commit, String url) ->
          done(undoing, entry, UndoneRelease.Kind.REVERT, commit, url);
      case RevertOutcome.PullRequestOpened(String url, String _, String commit) ->
          done(undoing, entry, UndoneRelease.Kind.PULL_REQUEST, commit, url);
      case RevertOutcome.NotPossible(String message) -> {
        undoing.state = new WriteBackState.NotPossible(message);
        undoing.closed.add(key(entry));
      }
      case RevertOutcome.RateLimited(String message, Instant next) -> {
        undoing.state = new WriteBackState.RateLimited(message);
        undoing.notBefore = next;
      }
      case RevertOutcome.Failed(String message, Optional<Instant> notBefore) -> {
        undoing.state = new WriteBackState.Failed(message);
        undoing.notBefore = notBefore.orElse(retry);
      }
      case RevertOutcome.Nothing _ -> {
        undoing.state = new WriteBackState.Configured();
        undoing.closed.add(key(entry));
      }
    }
  }

  private static void done(
      Undoing undoing, QuarantineEntry entry, UndoneRelease.Kind kind, String commit, String url) {
    undoing.state = new WriteBackState.Configured();
    undoing.closed.add(key(entry));
    undoing.undone.add(new UndoneRelease(entry.object(), entry.templateHash(), kind, commit, url));
  }

  private static boolean linked(PassFindings findings, QuarantineEntry entry) {
    return findings.before().quarantinedRevisions().stream()
        .anyMatch(
            stored ->
                stored.object().equals(entry.object().inventoryId())
                    && stored.templateHash().equals(entry.templateHash())
                    && stored.writeBack() != null);
  }

  private static String key(QuarantineEntry entry) {
    return entry.object().inventoryId() + " " + entry.templateHash() + " " + entry.since();
  }

  private Undoing of(UnitId unit) {
    return records.computeIfAbsent(unit, _ -> new Undoing());
  }
}

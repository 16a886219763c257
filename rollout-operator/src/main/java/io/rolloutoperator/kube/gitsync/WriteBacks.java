package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.source.remote.CredentialException;
import io.rolloutoperator.gitsync.status.PassFindings;
import io.rolloutoperator.gitsync.status.RecordedStatus;
import io.rolloutoperator.gitsync.status.SyncOutcomeBuilder;
import io.rolloutoperator.gitsync.status.WriteBackState;
import io.rolloutoperator.gitsync.unit.RolloutPolicies.OnAbort;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.gitsync.unit.WriteBack;
import io.rolloutoperator.gitsync.writeback.RevertOutcome;
import io.rolloutoperator.kube.pass.DecisionLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Undoes aborted releases in Git, beside the passes, since a push may take long. What came of it is
 * told in the status of the next pass; until the status names the commit, the push may be repeated,
 * and finds that it was made.
 */
final class WriteBacks {
  private static final Logger log = LoggerFactory.getLogger(WriteBacks.class);

  private final RevertRunner runner;
  private final PushTargets targets;
  private final SyncMeter meter;
  private final Consumer<UnitId> wake;
  private final InstantSource clock = InstantSource.system();
  private final Map<UnitId, Undoing> records = new ConcurrentHashMap<>();

  /**
   * Undoes nothing yet.
   *
   * @param wake asks for a look at the repository of a unit, and for a pass
   */
  WriteBacks(RevertRunner runner, PushTargets targets, SyncMeter meter, Consumer<UnitId> wake) {
    this.runner = runner;
    this.targets = targets;
    this.meter = meter;
    this.wake = wake;
  }

  /** Says what became of earlier releases, and whether more commits can be made. */
  void tell(PassSubject subject, PassFindings findings, SyncOutcomeBuilder outcome) {
    Optional<WriteBack> writeBack = used(subject.unit());
    if (writeBack.isEmpty()) {
      outcome.writeBack(new WriteBackState.NotUsed());
      return;
    }
    Undoing undoing = of(subject.unit().id());
    if (findings.plan().quarantine().stream().noneMatch(QuarantineEntry::holds)) {
      undoing.idle(targets.problem(subject, writeBack.get()));
    }
    undoing.tell(outcome);
  }

  /**
   * Begins to undo the first release in quarantine that was not undone yet.
   *
   * @return when there is one more attempt to make
   */
  Optional<Instant> undo(PassSubject subject, FollowedSource source, PassFindings findings) {
    if (used(subject.unit()).isEmpty()) {
      return Optional.empty();
    }
    Undoing undoing = of(subject.unit().id());
    var quarantine = findings.plan().quarantine();
    Instant now = clock.instant();
    undoing
        .begin(quarantine, findings.before(), now)
        .ifPresent(
            entry ->
                Thread.ofVirtual()
                    .name("write-back")
                    .start(() -> run(release(subject, source, findings, entry), undoing)));
    return undoing.due(quarantine, findings.before(), now);
  }

  void forget(UnitId unit) {
    records.remove(unit);
    targets.forget(unit);
  }

  /** How the unit writes to its repository, if it does. */
  private static Optional<WriteBack> used(SyncUnit unit) {
    return unit.writeBack().filter(_ -> unit.rollouts().onAbort() != OnAbort.MARK);
  }

  private AbortedRelease release(
      PassSubject subject, FollowedSource source, PassFindings findings, QuarantineEntry entry) {
    return new AbortedRelease(
        subject,
        source,
        entry,
        new RecordedStatus(findings.before()).healthy(),
        of(subject.unit().id()).past(findings.before()));
  }

  private void run(AbortedRelease release, Undoing undoing) {
    try {
      end(release, undoing, revert(release));
    } catch (CredentialException | CredentialSource.MissingException | ForbiddenException e) {
      undoing.unconfigured(String.valueOf(e.getMessage()), clock.instant());
      distrust(release.subject());
    }
    wake.accept(release.subject().unit().id());
  }

  private RevertOutcome revert(AbortedRelease release) {
    try {
      return runner.revert(release);
    } catch (CredentialException | CredentialSource.MissingException | ForbiddenException e) {
      throw e;
    } catch (UnansweredException e) {
      return failed(e);
    } catch (RuntimeException broken) {
      log.warn("undoing {} in Git broke", release.entry().object(), broken);
      return failed(broken);
    }
  }

  private static RevertOutcome failed(RuntimeException problem) {
    return new RevertOutcome.Failed(String.valueOf(problem.getMessage()), Optional.empty());
  }

  private void end(AbortedRelease release, Undoing undoing, RevertOutcome outcome) {
    QuarantineEntry entry = release.entry();
    DecisionLog.line(
        log,
        Level.INFO,
        release.subject().key(),
        "write-back",
        "undoing %s of %s: %s".formatted(entry.templateHash(), entry.object(), outcome.text()));
    meter.wroteBack(release.subject().unit().rollouts().onAbort(), outcome);
    undoing.end(entry, outcome, clock.instant());
    if (outcome instanceof RevertOutcome.Failed) {
      distrust(release.subject());
    }
  }

  /** The Secret may have been replaced: it is read anew for the next attempt. */
  private void distrust(PassSubject subject) {
    subject.unit().writeBack().ifPresent(writeBack -> targets.distrust(subject, writeBack));
  }

  private Undoing of(UnitId unit) {
    return records.computeIfAbsent(unit, _ -> new Undoing());
  }
}

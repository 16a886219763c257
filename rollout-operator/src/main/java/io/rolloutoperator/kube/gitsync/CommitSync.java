package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.Commit;
import io.rolloutoperator.gitsync.plan.DryRun;
import io.rolloutoperator.gitsync.plan.SyncPlan;
import io.rolloutoperator.gitsync.plan.SyncPlanner;
import io.rolloutoperator.gitsync.plan.SyncReason;
import io.rolloutoperator.gitsync.plan.SyncReport;
import io.rolloutoperator.gitsync.plan.SyncSnapshot;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.status.AccessFailure;
import io.rolloutoperator.gitsync.status.PassFindings;
import io.rolloutoperator.gitsync.status.RecordedStatus;
import io.rolloutoperator.gitsync.status.RetryPause;
import io.rolloutoperator.gitsync.status.SyncFailure;
import io.rolloutoperator.kube.metrics.GitSyncMetrics.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the cluster equal to one rendered commit: read, ask, plan, write, tell. */
final class CommitSync {

  /** Events that come together lead to one pass. */
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  private final SyncSnapshotReader snapshots;
  private final SyncPlanner planner;
  private final Newest newest;
  private final Tellers tellers;

  /** Whether there is news that a running pass does not know. */
  interface Newest {
    boolean isOutdated(PassSubject subject, Revision revision);
  }

  /** Whom a pass tells what it did; {@code accounts} says why something was forbidden. */
  record Tellers(Accounts accounts, SyncEvents events, SyncMeter meter, WriteBacks writeBacks) {}

  CommitSync(SyncSnapshotReader snapshots, SyncPlanner planner, Newest newest, Tellers tellers) {
    this.snapshots = snapshots;
    this.planner = planner;
    this.newest = newest;
    this.tellers = tellers;
  }

  /** One pass. */
  PassEnd run(PassRecord record, FollowedSource source, Commit commit) {
    PassSubject subject = record.subject();
    Begun begun = begin(subject, snapshots.read(subject, record.statuses(), source, commit));
    SyncSnapshot snapshot = begun.snapshot();
    SyncPlan plan = begun.planning().plan(tried(subject, begun.planning()));
    SyncReport report =
        tellers.meter().timed(Phase.APPLY, () -> executor(record, commit).execute(plan));
    subject.state().applied().settled(plan.settled());
    if (report.ending() instanceof SyncReport.Ending.Outdated(String why)) {
      return new PassEnd.Repeat(why);
    }
    subject.state().checked(subject.now(), subject.requests().reconcileRequestedAt());
    PassEnd end =
        tell(
            record,
            source,
            new PassFindings(snapshot, plan, report, record.statuses().status()),
            subject.state().fights().count(snapshot, report.done()));
    return subject.state().applied().takeMissed() ? end.within(AT_ONCE) : end;
  }

  private record Begun(SyncSnapshot snapshot, SyncPlanner.Planning planning) {}

  /** What watches showed by metadata only is read, if its content matters now. */
  private Begun begin(PassSubject subject, SyncSnapshot snapshot) {
    SyncPlanner.Planning planning = planner.begin(snapshot);
    Set<ObjectId> unread = planning.unread();
    if (unread.isEmpty()) {
      return new Begun(snapshot, planning);
    }
    SyncSnapshot whole = snapshots.whole(subject, snapshot, unread);
    return new Begun(whole, planner.begin(whole));
  }

  private Map<ObjectId, DryRun> tried(PassSubject subject, SyncPlanner.Planning planning) {
    return tellers
        .meter()
        .timed(
            Phase.VALIDATE,
            () ->
                Trials.of(
                    subject.account(), planning.validation(), subject.state().presumptions()));
  }

  private SyncPlanExecutor executor(PassRecord record, Commit commit) {
    PassSubject subject = record.subject();
    return new SyncPlanExecutor(
        subject.key(),
        new SyncActionWriter(subject, record.statuses().inventory(subject)),
        () -> newest.isOutdated(subject, commit.revision()),
        subject.state().applied());
  }

  private PassEnd tell(
      PassRecord record,
      FollowedSource source,
      PassFindings findings,
      List<DriftFights.Begun> fights) {
    PassSubject subject = record.subject();
    findings.tell(record.outcome(), subject.requests().notes());
    missingAccount(subject, findings).ifPresent(record.outcome()::failed);
    tellers.writeBacks().tell(subject, findings, record.outcome());
    tellers.events().tell(subject.object(), findings, fights);
    tellers.meter().tell(subject, findings, source.state());
    PassEnd end = write(record, findings);
    new RecordedStatus(record.statuses().status())
        .healthy()
        .ifPresent(healthy -> source.keep(subject.unit().id(), healthy));
    tellers.events().tellUndone(subject.object(), findings, record.statuses().status());
    return tellers
        .writeBacks()
        .undo(subject, source, findings)
        .map(due -> end.within(Duration.between(subject.now(), due)))
        .orElse(end);
  }

  /** Whoever does not exist is forbidden everything; what is missing is not a right then. */
  private Optional<SyncFailure> missingAccount(PassSubject subject, PassFindings findings) {
    return findings.problems().stream()
        .filter(problem -> problem.reason() == SyncReason.FORBIDDEN)
        .findFirst()
        .map(
            problem ->
                AccessFailure.of(
                    subject.unit(),
                    problem.message(),
                    () -> tellers.accounts().exists(subject.unit())))
        .filter(SyncFailure.ImpersonationFailed.class::isInstance);
  }

  private static PassEnd write(PassRecord record, PassFindings findings) {
    if (!findings.wellDone()) {
      return record.retry();
    }
    UnitState state = record.subject().state();
    state.succeeded();
    Duration again = findings.again(state.check().next(record.subject().now()));
    PassEnd end =
        findings.mayWait(record.statuses().isBehind())
            ? record.settleSoon(again)
            : record.settle(again);
    return record.failure().isPresent() ? end.within(RetryPause.WHEN_STALLED) : end;
  }
}

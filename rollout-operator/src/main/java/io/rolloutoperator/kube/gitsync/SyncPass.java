package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.Commit;
import io.rolloutoperator.gitsync.plan.DryRun;
import io.rolloutoperator.gitsync.plan.SyncPlan;
import io.rolloutoperator.gitsync.plan.SyncPlanner;
import io.rolloutoperator.gitsync.plan.SyncReason;
import io.rolloutoperator.gitsync.plan.SyncSnapshot;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.source.remote.CredentialException;
import io.rolloutoperator.gitsync.status.Readiness;
import io.rolloutoperator.gitsync.status.RetryPause;
import io.rolloutoperator.gitsync.status.SourceHealth;
import io.rolloutoperator.gitsync.status.SyncFailure;
import io.rolloutoperator.gitsync.status.SyncOutcome;
import io.rolloutoperator.kube.metrics.GitSyncMetrics.Phase;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One pass of a unit: its repository, its objects in Git and in the cluster, the plan, the writes,
 * the status. Never waits for anything but answers of the API server.
 */
final class SyncPass {

  private final Repositories repositories;
  private final SyncSnapshotReader snapshots;
  private final SyncPlanner planner;
  private final PassTools tools;

  /** What all passes use. */
  record PassTools(
      InventoryStorage inventories,
      Newest newest,
      Accounts accounts,
      SyncEvents events,
      SyncMeter meter,
      WriteBacks writeBacks) {}

  /** Whether there is news that a running pass does not know. */
  interface Newest {
    boolean isOutdated(PassSubject subject, Revision revision);
  }

  SyncPass(
      Repositories repositories,
      SyncSnapshotReader snapshots,
      SyncPlanner planner,
      PassTools tools) {
    this.repositories = repositories;
    this.snapshots = snapshots;
    this.planner = planner;
    this.tools = tools;
  }

  /** Runs the pass. */
  PassEnd run(PassSubject subject, StatusStore statuses) {
    SyncOutcome.Builder outcome = begin(subject);
    try {
      outcome.webhookPath(repositories.webhookPath(subject.account(), subject.unit()));
      FollowedSource source = repositories.of(subject.account(), subject.unit());
      return follow(subject, statuses, outcome, source);
    } catch (CredentialException | CredentialSource.MissingException e) {
      repositories.distrust(subject.account(), subject.unit());
      outcome.source(new SourceHealth.Failed(message(e), false));
      return retry(subject, statuses, outcome);
    } catch (ForbiddenException e) {
      outcome.failed(tools.accounts().failure(subject, message(e)));
      return retry(subject, statuses, outcome);
    } catch (OutdatedException e) {
      return new PassEnd.Repeat(message(e));
    } catch (UnansweredException e) {
      return e.end();
    }
  }

  private static SyncOutcome.Builder begin(PassSubject subject) {
    return SyncOutcome.of(subject.generation(), subject.unit().policies().historyLimit())
        .ignoredFields(subject.ignoredFields())
        .handledRequest(subject.requests().reconcileRequestedAt());
  }

  private PassEnd follow(
      PassSubject subject,
      StatusStore statuses,
      SyncOutcome.Builder outcome,
      FollowedSource source) {
    return switch (source.state()) {
      case SourceState.Waiting _ -> awaitCommit(subject, statuses, outcome);
      case SourceState.Failed(SourceState.Trouble trouble) -> {
        if (!trouble.unreachable()) {
          repositories.distrust(subject.account(), subject.unit());
        }
        outcome.source(new SourceHealth.Failed(trouble.message(), trouble.unreachable()));
        yield retry(subject, statuses, outcome);
      }
      case SourceState.At at -> {
        outcome.source(health(at));
        at.trouble()
            .filter(trouble -> !trouble.unreachable())
            .ifPresent(_ -> repositories.distrust(subject.account(), subject.unit()));
        yield render(subject, statuses, outcome, source, at);
      }
    };
  }

  /** After a restart nothing is told of a unit whose status still is about this spec. */
  private static PassEnd awaitCommit(
      PassSubject subject, StatusStore statuses, SyncOutcome.Builder outcome) {
    Duration pause = subject.unit().repository().interval();
    GitSyncStatus known = statuses.status();
    boolean told =
        known.observedGeneration() == subject.generation()
            && !known.lastAppliedRevision().isEmpty();
    outcome.readiness(new Readiness.Progressing("fetching the repository"));
    return told ? new PassEnd.Settled(pause) : settle(subject, statuses, outcome, pause);
  }

  private static SourceHealth health(SourceState.At at) {
    return at.trouble()
        .<SourceHealth>map(t -> new SourceHealth.Failed(t.message(), t.unreachable()))
        .orElseGet(() -> new SourceHealth.Fetched(at.revision()));
  }

  private PassEnd render(
      PassSubject subject,
      StatusStore statuses,
      SyncOutcome.Builder outcome,
      FollowedSource source,
      SourceState.At at) {
    RenderResult result =
        tools
            .meter()
            .timed(
                Phase.RENDER,
                () ->
                    subject
                        .state()
                        .renderer()
                        .render(subject.unit(), at.revision(), at.tree(), subject.account()));
    return switch (result) {
      case RenderResult.Failed failed -> {
        outcome.attempted(at.revision()).failed(RenderFailures.of(failed));
        yield retry(subject, statuses, outcome);
      }
      case RenderResult.Rendered rendered -> {
        outcome.attempted(at.revision());
        yield sync(
            subject,
            statuses,
            outcome,
            source,
            SyncSnapshotReader.commit(statuses, source, at, rendered));
      }
    };
  }

  private PassEnd sync(
      PassSubject subject,
      StatusStore statuses,
      SyncOutcome.Builder outcome,
      FollowedSource source,
      Commit commit) {
    SyncSnapshot snapshot = snapshots.read(subject, statuses, source, commit);
    Map<ObjectId, DryRun> answers =
        tools
            .meter()
            .timed(
                Phase.VALIDATE, () -> Trials.of(subject.account(), planner.validation(snapshot)));
    SyncPlan plan = planner.plan(snapshot, answers);
    SyncReport report =
        tools.meter().timed(Phase.APPLY, () -> executor(subject, statuses, commit).execute(plan));
    subject.state().applied().settled(plan.settled());
    if (report.ending() instanceof SyncReport.Ending.Outdated(String why)) {
      return new PassEnd.Repeat(why);
    }
    PassFindings findings = new PassFindings(subject, snapshot, plan, report, statuses.status());
    findings.tell(outcome);
    missingAccount(subject, findings).ifPresent(outcome::failed);
    tools.writeBacks().tell(findings, outcome);
    tools.events().tell(findings, subject.state().fights().count(snapshot, report.done()));
    tools.meter().tell(findings, source.state());
    PassEnd end = write(subject, statuses, outcome, findings);
    tools.events().tellUndone(findings, statuses.status());
    return tools
        .writeBacks()
        .undo(source, findings)
        .map(due -> end.within(Duration.between(subject.now(), due)))
        .orElse(end);
  }

  /** Whoever does not exist is forbidden everything; what is missing is not a right then. */
  private Optional<SyncFailure> missingAccount(PassSubject subject, PassFindings findings) {
    return findings.problems().stream()
        .filter(problem -> problem.reason() == SyncReason.FORBIDDEN)
        .findFirst()
        .map(problem -> tools.accounts().failure(subject, problem.message()))
        .filter(SyncFailure.ImpersonationFailed.class::isInstance);
  }

  private SyncPlanExecutor executor(PassSubject subject, StatusStore statuses, Commit commit) {
    return new SyncPlanExecutor(
        new SyncActionWriter(subject.account()),
        tools.inventories().of(subject, statuses),
        () -> tools.newest().isOutdated(subject, commit.revision()),
        subject.state().applied());
  }

  private static PassEnd write(
      PassSubject subject,
      StatusStore statuses,
      SyncOutcome.Builder outcome,
      PassFindings findings) {
    if (findings.wellDone()) {
      subject.state().succeeded();
      PassEnd end = settle(subject, statuses, outcome, findings.again());
      return failure(outcome.build()).isPresent() ? end.within(RetryPause.WHEN_STALLED) : end;
    }
    return retry(subject, statuses, outcome);
  }

  private static PassEnd settle(
      PassSubject subject, StatusStore statuses, SyncOutcome.Builder outcome, Duration again) {
    return statuses.write(outcome.build(), subject.now())
            instanceof ActionOutcome.Outdated(String why)
        ? new PassEnd.Repeat(why)
        : new PassEnd.Settled(again);
  }

  private static PassEnd retry(
      PassSubject subject, StatusStore statuses, SyncOutcome.Builder outcome) {
    Duration pause =
        subject
            .state()
            .retryPause(subject.unit().policies().retryInterval(), failure(outcome.build()));
    return settle(subject, statuses, outcome, pause);
  }

  private static Optional<SyncFailure> failure(SyncOutcome outcome) {
    return outcome
        .readiness()
        .filter(Readiness.Failed.class::isInstance)
        .map(failed -> ((Readiness.Failed) failed).failure());
  }

  private static String message(Exception problem) {
    return Optional.ofNullable(problem.getMessage()).orElse(problem.toString());
  }
}

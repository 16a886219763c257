package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.render.BinaryBusyException;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.source.remote.CredentialException;
import io.rolloutoperator.gitsync.status.AccessFailure;
import io.rolloutoperator.gitsync.status.Readiness;
import io.rolloutoperator.gitsync.status.SourceHealth;
import io.rolloutoperator.gitsync.status.SyncFailure;
import io.rolloutoperator.kube.metrics.GitSyncMetrics.Phase;
import java.time.Duration;
import java.util.Optional;

/**
 * One pass of a unit: its repository, its objects in Git and in the cluster, the plan, the writes,
 * the status. Never waits for anything but answers of the API server and the kustomize binary, for
 * which it comes back if others hold it.
 */
final class SyncPass {

  /** A run of the kustomize binary for another unit takes less than a second as a rule. */
  private static final Duration WHILE_BUSY = Duration.ofSeconds(1);

  private final Repositories repositories;
  private final CommitSync commits;
  private final Accounts accounts;
  private final SyncMeter meter;

  SyncPass(Repositories repositories, CommitSync commits, Accounts accounts, SyncMeter meter) {
    this.repositories = repositories;
    this.commits = commits;
    this.accounts = accounts;
    this.meter = meter;
  }

  /** Runs the pass. */
  PassEnd run(PassSubject subject, StatusStore statuses) {
    PassRecord record = new PassRecord(subject, statuses);
    try {
      record.outcome().webhookPath(repositories.webhookPath(subject.account(), subject.unit()));
      return follow(record, repositories.of(subject.account(), subject.unit()));
    } catch (CredentialException | CredentialSource.MissingException e) {
      distrust(subject);
      record.outcome().source(new SourceHealth.Failed(message(e), false));
      return record.retry();
    } catch (ForbiddenException e) {
      record
          .outcome()
          .failed(
              AccessFailure.of(subject.unit(), message(e), () -> accounts.exists(subject.unit())));
      return record.retry();
    } catch (OutdatedException e) {
      return new PassEnd.Repeat(message(e));
    } catch (BinaryBusyException _) {
      return new PassEnd.Waiting(WHILE_BUSY);
    } catch (UnansweredException e) {
      return unanswered(record, e);
    }
  }

  /** Also a status that cannot be written is no reason to ask sooner than the server wants. */
  private static PassEnd unanswered(PassRecord record, UnansweredException unanswered) {
    PassSubject subject = record.subject();
    Outage outage = subject.state().outage();
    if (!outage.isNews(subject.now(), subject.unit().policies().retryInterval())) {
      return unanswered.end();
    }
    try {
      if (record.tell(
              new Readiness.Progressing("waiting for the API server: " + message(unanswered)))
          instanceof ActionOutcome.Done) {
        outage.told();
      }
    } catch (UnansweredException again) {
      return unanswered.end();
    }
    return unanswered.end();
  }

  private PassEnd follow(PassRecord record, FollowedSource source) {
    return switch (source.state()) {
      case SourceState.Waiting _ -> awaitCommit(record);
      case SourceState.Failed(SourceState.Trouble trouble) -> {
        distrustUnlessUnreachable(record.subject(), trouble);
        record.outcome().source(failed(trouble));
        yield record.retry();
      }
      case SourceState.At at -> {
        at.trouble().ifPresent(trouble -> distrustUnlessUnreachable(record.subject(), trouble));
        record
            .outcome()
            .source(
                at.trouble()
                    .map(SyncPass::failed)
                    .orElseGet(() -> new SourceHealth.Fetched(at.revision())));
        yield render(record, source, at);
      }
    };
  }

  private static SourceHealth failed(SourceState.Trouble trouble) {
    return new SourceHealth.Failed(trouble.message(), trouble.unreachable());
  }

  /** A server that refuses may do so for a credential that was replaced. */
  private void distrustUnlessUnreachable(PassSubject subject, SourceState.Trouble trouble) {
    if (!trouble.unreachable()) {
      distrust(subject);
    }
  }

  private void distrust(PassSubject subject) {
    repositories.distrust(subject.account(), subject.unit());
  }

  /** After a restart nothing is told of a unit whose status still is about this spec. */
  private static PassEnd awaitCommit(PassRecord record) {
    PassSubject subject = record.subject();
    Duration pause = subject.unit().repository().interval();
    GitSyncStatus known = record.statuses().status();
    boolean told =
        known.observedGeneration() == subject.generation()
            && !known.lastAppliedRevision().isEmpty();
    record.outcome().readiness(new Readiness.Progressing("fetching the repository"));
    return told ? new PassEnd.Settled(pause) : record.settle(pause);
  }

  private PassEnd render(PassRecord record, FollowedSource source, SourceState.At at) {
    PassSubject subject = record.subject();
    UnitRenderer.Rendered last =
        meter.timed(
            Phase.RENDER,
            () ->
                subject
                    .state()
                    .renderer()
                    .render(subject.unit(), at.revision(), at.tree(), subject.account()));
    record.outcome().attempted(at.revision());
    return switch (last.result()) {
      case RenderResult.Failed failed -> {
        record.outcome().failed(SyncFailure.of(failed));
        yield record.retry();
      }
      case RenderResult.Rendered rendered ->
          commits.run(
              record,
              source,
              SyncSnapshotReader.commit(record.statuses(), source, at, rendered, last.digest()));
    };
  }

  private static String message(Exception problem) {
    return Optional.ofNullable(problem.getMessage()).orElse(problem.toString());
  }
}

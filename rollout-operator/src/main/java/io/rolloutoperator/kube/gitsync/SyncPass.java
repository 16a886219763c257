package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.ClusterView;
import io.rolloutoperator.gitsync.plan.Commit;
import io.rolloutoperator.gitsync.plan.DryRun;
import io.rolloutoperator.gitsync.plan.Inventory;
import io.rolloutoperator.gitsync.plan.SyncFacts;
import io.rolloutoperator.gitsync.plan.SyncPlan;
import io.rolloutoperator.gitsync.plan.SyncPlanner;
import io.rolloutoperator.gitsync.plan.SyncSnapshot;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.source.remote.CredentialException;
import io.rolloutoperator.gitsync.status.Readiness;
import io.rolloutoperator.gitsync.status.RecordedStatus;
import io.rolloutoperator.gitsync.status.SourceHealth;
import io.rolloutoperator.gitsync.status.SyncOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One pass of a unit: its repository, its objects in Git and in the cluster, the plan, the writes,
 * the status. Never waits for anything but answers of the API server.
 */
final class SyncPass {

  private final Repositories repositories;
  private final ClusterReader reader;
  private final SyncPlanner planner;
  private final DependencyReader dependencies;
  private final PassTools tools;

  /**
   * What all passes use.
   *
   * @param installation tells this installation's objects from those of others
   */
  record PassTools(
      String installation,
      InventoryStorage inventories,
      Newest newest,
      Accounts accounts,
      SyncEvents events,
      WriteBacks writeBacks) {}

  /** Whether there is news that a running pass does not know. */
  interface Newest {
    boolean isOutdated(PassSubject subject, Revision revision);
  }

  SyncPass(
      Repositories repositories,
      ClusterReader reader,
      SyncPlanner planner,
      DependencyReader dependencies,
      PassTools tools) {
    this.repositories = repositories;
    this.reader = reader;
    this.planner = planner;
    this.dependencies = dependencies;
    this.tools = tools;
  }

  /** Runs the pass. */
  PassEnd run(PassSubject subject, StatusStore statuses) {
    SyncOutcome.Builder outcome = begin(subject);
    try {
      return switch (repositories.of(subject.account(), subject.unit())) {
        case FollowedSource source -> follow(subject, statuses, outcome, source);
      };
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
      return new PassEnd.Failed(message(e));
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
      case SourceState.Failed(String message, boolean unreachable) -> {
        if (!unreachable) {
          repositories.distrust(subject.account(), subject.unit());
        }
        outcome.source(new SourceHealth.Failed(message, unreachable));
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
        subject
            .state()
            .renderer()
            .render(subject.unit(), at.revision(), at.tree(), subject.account());
    return switch (result) {
      case RenderResult.Failed failed -> {
        outcome.attempted(at.revision()).failed(RenderFailures.of(failed));
        yield retry(subject, statuses, outcome);
      }
      case RenderResult.Rendered rendered -> {
        outcome.attempted(at.revision());
        yield sync(subject, statuses, outcome, source, commit(statuses, source, at, rendered));
      }
    };
  }

  private static Commit commit(
      StatusStore statuses,
      FollowedSource source,
      SourceState.At at,
      RenderResult.Rendered rendered) {
    Optional<Revision> applied = new RecordedStatus(statuses.status()).applied();
    boolean rewritten =
        applied.filter(before -> source.rewrittenSince(before, at.revision())).isPresent();
    return new Commit(at.revision(), rendered.manifests(), rewritten);
  }

  private PassEnd sync(
      PassSubject subject,
      StatusStore statuses,
      SyncOutcome.Builder outcome,
      FollowedSource source,
      Commit commit) {
    SyncSnapshot snapshot = snapshot(subject, statuses, source, commit);
    Map<ObjectId, DryRun> answers = Trials.of(subject.account(), planner.validation(snapshot));
    SyncPlan plan = planner.plan(snapshot, answers);
    SyncReport report =
        new SyncPlanExecutor(
                new SyncActionWriter(subject.account()),
                tools.inventories().of(subject, statuses),
                () -> tools.newest().isOutdated(subject, commit.revision()),
                subject.state().applied())
            .execute(plan);
    subject.state().applied().settled(plan.settled());
    if (report.ending() instanceof SyncReport.Ending.Outdated(String why)) {
      return new PassEnd.Repeat(why);
    }
    PassFindings findings = new PassFindings(subject, snapshot, plan, report, statuses.status());
    findings.tell(outcome);
    tools.writeBacks().tell(subject, outcome);
    tools.events().tell(findings, subject.state().fights().count(snapshot, report.done()));
    PassEnd end = write(subject, statuses, outcome, findings);
    tools.writeBacks().undo(subject, source, findings);
    return end;
  }

  private SyncSnapshot snapshot(
      PassSubject subject, StatusStore statuses, FollowedSource source, Commit commit) {
    RecordedStatus recorded = new RecordedStatus(statuses.status());
    Inventory inventory = tools.inventories().read(subject, recorded.inventory());
    SyncFacts facts =
        new SyncFacts(
            inventory,
            recorded.attempted(),
            recorded.applied(),
            subject.state().applied().all(),
            recorded.quarantine(),
            subject.requests().commands(),
            dependencies.unmet(subject.unit(), commit.revision()),
            true,
            subject.state().checksAll(subject.now(), subject.requests().reconcileRequestedAt()),
            subject.state().fights().heldBack(subject.now()));
    ClusterView cluster =
        reader.read(
            new ClusterReader.Question(
                subject.account(),
                subject.unit().destination(),
                commit.manifests(),
                inventory,
                facts.applied()));
    return new SyncSnapshot(
        subject.unit(),
        tools.installation(),
        commit,
        HealthyTemplates.addedTo(cluster, facts, () -> healthy(subject, recorded, source)),
        facts,
        subject.now());
  }

  /** The objects of the last healthy commit, if they can still be had. */
  private static List<Manifest> healthy(
      PassSubject subject, RecordedStatus recorded, FollowedSource source) {
    return recorded
        .healthy()
        .flatMap(
            revision ->
                source
                    .mirror()
                    .tree(revision.commit())
                    .map(
                        tree ->
                            subject
                                .state()
                                .renderer()
                                .fresh(subject.unit(), revision, tree, subject.account())))
        .filter(RenderResult.Rendered.class::isInstance)
        .map(result -> ((RenderResult.Rendered) result).manifests())
        .orElse(List.of());
  }

  private static PassEnd write(
      PassSubject subject,
      StatusStore statuses,
      SyncOutcome.Builder outcome,
      PassFindings findings) {
    if (findings.wellDone()) {
      subject.state().succeeded();
      return settle(subject, statuses, outcome, findings.again());
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
    Duration pause = subject.state().retryPause(subject.unit().policies().retryInterval());
    return settle(subject, statuses, outcome, pause);
  }

  private static String message(Exception problem) {
    return Optional.ofNullable(problem.getMessage()).orElse(problem.toString());
  }
}

package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.render.BinaryBusyException;
import io.rolloutoperator.gitsync.render.Renderer;
import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.GitMirror;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.unit.RolloutPolicies.OnAbort;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.unit.WriteBack;
import io.rolloutoperator.gitsync.writeback.BadRelease;
import io.rolloutoperator.gitsync.writeback.CommitBudget;
import io.rolloutoperator.gitsync.writeback.Delivery;
import io.rolloutoperator.gitsync.writeback.HealthyCommit;
import io.rolloutoperator.gitsync.writeback.NewCommit;
import io.rolloutoperator.gitsync.writeback.RevertOutcome;
import io.rolloutoperator.gitsync.writeback.RevertRequest;
import io.rolloutoperator.gitsync.writeback.RevertWriter;
import io.rolloutoperator.gitsync.writeback.RolloutRendering;
import io.rolloutoperator.gitsync.writeback.forge.ForgeUrl;
import io.rolloutoperator.gitsync.writeback.forge.Forges;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Undoes one aborted release in the repository of its unit. */
final class RevertRunner {

  private final PushTargets targets;
  private final Forges forges;
  private final Function<SyncUnit, Renderer> renderers;
  private final String installation;

  /** Makes no request. */
  RevertRunner(
      PushTargets targets,
      Forges forges,
      Function<SyncUnit, Renderer> renderers,
      String installation) {
    this.targets = targets;
    this.forges = forges;
    this.renderers = renderers;
    this.installation = installation;
  }

  /** Pushes at most one commit. */
  RevertOutcome revert(AbortedRelease release) {
    return switch (HealthyCommit.before(release.entry().revision(), release.healthy())) {
      case HealthyCommit.Unknown(String message) -> new RevertOutcome.NotPossible(message);
      case HealthyCommit.Known(Revision healthy) -> rendered(release, healthy);
    };
  }

  /** Nothing is pushed before all is rendered. */
  private RevertOutcome rendered(AbortedRelease release, Revision healthy) {
    try {
      return revert(release, healthy);
    } catch (RevertRendering.SpentException e) {
      return new RevertOutcome.NotPossible(String.valueOf(e.getMessage()));
    } catch (BinaryBusyException e) {
      return new RevertOutcome.Failed(String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  private RevertOutcome revert(AbortedRelease release, Revision healthy) {
    QuarantineEntry entry = release.entry();
    GitMirror mirror = release.source().mirror();
    Optional<CommitTree> good = mirror.tree(healthy.commit());
    Optional<CommitTree> bad = mirror.tree(entry.revision().commit());
    Optional<String> message = mirror.message(entry.revision().commit());
    if (good.isEmpty() || bad.isEmpty() || message.isEmpty()) {
      return new RevertOutcome.Failed(
          "commits %s and %s cannot be had"
              .formatted(healthy.shortCommit(), entry.revision().shortCommit()),
          Optional.empty());
    }
    SyncUnit unit = release.subject().unit();
    RolloutRendering rendering = new RevertRendering(renderers.apply(unit), unit, entry.object());
    RevertRequest request =
        new RevertRequest(
            badRelease(release, healthy, rendering, good.get(), bad.get()),
            branch(unit),
            good.get(),
            bad.get(),
            message.get(),
            release.past(),
            signature(unit));
    return push(release.subject(), unit.writeBack().orElseThrow(), request, rendering);
  }

  private static BadRelease badRelease(
      AbortedRelease release,
      Revision healthy,
      RolloutRendering rendering,
      CommitTree good,
      CommitTree bad) {
    QuarantineEntry entry = release.entry();
    return new BadRelease(
        entry.object().namespace(),
        entry.object().name(),
        healthy.commit(),
        entry.revision().commit(),
        rendering.render(good).templateHash().orElse(""),
        rendering.render(bad).templateHash().orElse(""),
        List.of(entry.message()),
        measurements(release));
  }

  /** Only a request tells them: a commit's message has the verdict. */
  private static List<String> measurements(AbortedRelease release) {
    PassSubject subject = release.subject();
    return subject.unit().rollouts().onAbort() == OnAbort.PULL_REQUEST
        ? MeasurementReader.read(subject.account(), release.entry())
        : List.of();
  }

  private RevertRequest.Signature signature(SyncUnit unit) {
    WriteBack writeBack = unit.writeBack().orElseThrow();
    return new RevertRequest.Signature(
        new NewCommit.Author(writeBack.authorName(), writeBack.authorEmail()), installation);
  }

  private RevertOutcome push(
      PassSubject subject, WriteBack writeBack, RevertRequest request, RolloutRendering rendering) {
    String url = subject.unit().repository().url();
    try (PushTargets.Target target = targets.open(subject, writeBack)) {
      if (subject.unit().rollouts().onAbort() == OnAbort.REVERT) {
        return write(url, writeBack, target, new Delivery.OnBranch(), request, rendering);
      }
      return switch (forges.choose(url, writeBack, target.token())) {
        case Forges.Choice.Found(var sink) ->
            write(
                url,
                writeBack,
                target,
                new Delivery.AsRequest(target.fence().of(sink)),
                request,
                rendering);
        case Forges.Choice.None(String why) -> new RevertOutcome.NotPossible(why);
      };
    }
  }

  private static RevertOutcome write(
      String url,
      WriteBack writeBack,
      PushTargets.Target target,
      Delivery delivery,
      RevertRequest request,
      RolloutRendering rendering) {
    return new RevertWriter(
            target.push(), delivery, ForgeUrl.of(url, writeBack.provider()), InstantSource.system())
        .write(request, rendering, new CommitBudget(writeBack.maxCommitsPerHour()));
  }

  private static String branch(SyncUnit unit) {
    return unit.repository().ref() instanceof GitRef.Branch(String name) ? name : "";
  }
}

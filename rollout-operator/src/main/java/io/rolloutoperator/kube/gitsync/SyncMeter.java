package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.plan.SyncAction;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.render.Renderer;
import io.rolloutoperator.gitsync.source.remote.GitTraffic;
import io.rolloutoperator.gitsync.status.PassFindings;
import io.rolloutoperator.gitsync.unit.RolloutPolicies.OnAbort;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.gitsync.writeback.RevertOutcome;
import io.rolloutoperator.kube.metrics.ControllerMetrics;
import io.rolloutoperator.kube.metrics.GitSyncMetrics;
import io.rolloutoperator.kube.metrics.GitSyncMetrics.Phase;
import io.rolloutoperator.kube.metrics.GitSyncSample;
import io.rolloutoperator.kube.metrics.ReconciledKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Counts what passes and exchanges with Git servers did. */
final class SyncMeter implements GitTraffic {

  private final ControllerMetrics states;
  private final GitSyncMetrics metrics;
  private final Map<UnitId, Instant> successes = new ConcurrentHashMap<>();

  SyncMeter(ControllerMetrics metrics) {
    this.states = metrics;
    this.metrics = metrics.gitSync();
  }

  /** Does something and counts the time. */
  <T> T timed(Phase phase, Supplier<T> work) {
    long begin = System.nanoTime();
    try {
      return work.get();
    } finally {
      metrics.phase(phase, Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  @Override
  public void finished(Operation operation, boolean success, long bytes) {
    metrics.exchanged(operation.name().toLowerCase(Locale.ROOT), success, bytes);
  }

  /** Counts what a renderer does. */
  Renderer counted(Renderer renderer) {
    return (tree, revision, path, options) -> {
      RenderResult result = renderer.render(tree, revision, path, options);
      metrics.rendered(
          result.engine().name().toLowerCase(Locale.ROOT), result instanceof RenderResult.Rendered);
      return result;
    };
  }

  /** What a pass did with a commit. */
  void tell(PassSubject subject, PassFindings findings, SourceState source) {
    String revision = findings.revision().toString();
    if (source instanceof SourceState.At at && at.revision().equals(findings.revision())) {
      Duration age = Duration.between(at.found(), Instant.now());
      if (findings.applied() && !findings.before().lastAppliedRevision().equals(revision)) {
        metrics.applied(age);
      }
      if (findings.allHealthy() && !findings.before().lastHealthyRevision().equals(revision)) {
        metrics.healthy(age);
      }
    }
    UnitId unit = findings.unit().id();
    if (source instanceof SourceState.At at) {
      findings.report().done().stream()
          .filter(SyncAction.Apply.class::isInstance)
          .map(action -> ((SyncAction.Apply) action).desired().id())
          .filter(id -> id.kind().equals(ReconciledKind.ROLLOUT.kind()))
          .forEach(id -> states.releases().committed(id.namespace(), id.name(), at.found()));
    }
    int repaired = findings.written().repaired().size();
    if (repaired > 0) {
      metrics.driftCorrected(unit.namespace(), unit.name(), repaired);
    }
    if (findings.wellDone() && findings.applied()) {
      successes.put(unit, subject.now());
    }
  }

  /** The state of a unit as its status tells it after a pass. */
  void observe(UnitId unit, JsonNode object) {
    states.observe(
        new GitSyncSample(
            unit.namespace(), unit.name(), object, successes.getOrDefault(unit, Instant.EPOCH)));
  }

  void wroteBack(OnAbort how, RevertOutcome outcome) {
    metrics.wroteBack(
        how.name().toLowerCase(Locale.ROOT),
        switch (outcome) {
          case RevertOutcome.Reverted _, RevertOutcome.PullRequestOpened _ -> "success";
          case RevertOutcome.NotPossible _ -> "not_possible";
          case RevertOutcome.RateLimited _ -> "rate_limited";
          case RevertOutcome.Failed _ -> "failure";
          case RevertOutcome.Nothing _ -> "nothing";
        });
  }

  void forget(UnitId unit) {
    successes.remove(unit);
    metrics.forget(unit.namespace(), unit.name());
    states.forget("GitSync", unit.namespace(), unit.name());
  }
}

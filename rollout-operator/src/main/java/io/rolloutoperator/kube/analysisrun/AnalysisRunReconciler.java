package io.rolloutoperator.kube.analysisrun;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.fence.FenceVerdict;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.metrics.ReconciledKind;
import io.rolloutoperator.kube.objects.Kinds;
import io.rolloutoperator.kube.pass.Conflicts;
import io.rolloutoperator.kube.pass.Failures;
import io.rolloutoperator.kube.pass.PassResult;
import io.rolloutoperator.kube.runtime.ControllerContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Reconciles AnalysisRuns: read, fence, decide, write, measure.
 *
 * <p>The status is the only memory that counts. What is under way is held here, so that a restart
 * repeats at most the measurements that had not been reported yet, and counts each once.
 */
final class AnalysisRunReconciler implements Reconciler<AnalysisRun> {

  private static final Duration BEHIND = Duration.ofMillis(20);

  private final ControllerContext context;
  private final Measurements measurements;
  private final RunPass pass;
  private final InstantSource clock;
  private final Failures failures = new Failures();
  private final Conflicts conflicts = new Conflicts();
  private final RunObservations observations;

  AnalysisRunReconciler(ControllerContext context, Measurements measurements, InstantSource clock) {
    this.context = context;
    this.measurements = measurements;
    this.clock = clock;
    this.observations = new RunObservations(context.metrics());
    this.pass =
        new RunPass(
            new RunWriter(context.api(), context.writes()),
            measurements,
            context.events(),
            context.settings().minMetricInterval());
  }

  @Override
  public List<EventSource<?, AnalysisRun>> prepareEventSources(
      EventSourceContext<AnalysisRun> sources) {
    ReportEventSource reports = new ReportEventSource();
    measurements.reportTo(reports::arrived);
    return List.of(reports);
  }

  @Override
  public UpdateControl<AnalysisRun> reconcile(AnalysisRun run, Context<AnalysisRun> framework) {
    ObjectKey key = ObjectKey.of(run);
    if (framework.isPrimaryResourceDeleted()) {
      forget(key);
      return UpdateControl.noUpdate();
    }
    if (run.getMetadata().getDeletionTimestamp() != null) {
      measurements.forget(key);
      return UpdateControl.noUpdate();
    }
    return observations.of(run, () -> after(key, passOf(key, run)));
  }

  private PassResult passOf(ObjectKey key, AnalysisRun run) {
    String version = run.getMetadata().getResourceVersion();
    return switch (context.writes().check(key, Map.of(key, version))) {
      case FenceVerdict.Behind _ -> new PassResult.Repeat("the cache is behind", BEHIND);
      case FenceVerdict.ReadLive _ -> readLive(key);
      case FenceVerdict.CaughtUp() -> pass.run(RunReading.of(key, run, clock.instant()));
    };
  }

  private PassResult readLive(ObjectKey key) {
    return switch (context.api().get(Kinds.ANALYSIS_RUN, key.namespace(), key.name())) {
      case ApiAnswer.Done done -> {
        context.writes().readLive(key, key, done.resourceVersion());
        yield new PassResult.Repeat("read live", BEHIND);
      }
      case ApiAnswer.NotFound _ -> {
        context.writes().readLive(key, key, null);
        yield new PassResult.Repeat("gone meanwhile", BEHIND);
      }
      case ApiAnswer failed -> new PassResult.Failed("cannot be read: " + failed);
    };
  }

  private UpdateControl<AnalysisRun> after(ObjectKey key, PassResult result) {
    UpdateControl<AnalysisRun> control = UpdateControl.noUpdate();
    return switch (result) {
      case PassResult.Finished finished -> {
        failures.forget(key);
        conflicts.forget(key);
        yield finished.requeue().map(wait -> control.rescheduleAfter(millis(wait))).orElse(control);
      }
      case PassResult.Repeat repeat -> control.rescheduleAfter(millis(repeat.after()));
      case PassResult.Outrun _ -> control.rescheduleAfter(millis(conflicts.pauseAfter(key)));
      case PassResult.Failed(String why) -> {
        context.metrics().reconcileFailed(ReconciledKind.ANALYSIS_RUN, key.namespace(), key.name());
        yield control.rescheduleAfter(millis(failures.pauseAfter(key, why)));
      }
    };
  }

  /** Rounded up: a pass a fraction too early would find nothing due. */
  private static long millis(Duration wait) {
    return Math.max(0, wait.toMillis()) + 1;
  }

  private void forget(ObjectKey key) {
    measurements.forget(key);
    failures.forget(key);
    conflicts.forget(key);
    context.writes().forget(key);
    context.metrics().forget(key.kind(), key.namespace(), key.name());
  }
}

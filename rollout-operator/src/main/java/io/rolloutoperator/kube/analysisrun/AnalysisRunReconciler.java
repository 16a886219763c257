package io.rolloutoperator.kube.analysisrun;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.metrics.ReconciledKind;
import io.rolloutoperator.kube.pass.Conflicts;
import io.rolloutoperator.kube.pass.Failures;
import io.rolloutoperator.kube.pass.FenceGate;
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

  private final ControllerContext context;
  private final Measurements measurements;
  private final FenceGate gate;
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
    this.gate = new FenceGate(context.api(), context.writes());
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
    return gate.run(
        key, _ -> Map.of(key, version), () -> pass.run(RunReading.of(key, run, clock.instant())));
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

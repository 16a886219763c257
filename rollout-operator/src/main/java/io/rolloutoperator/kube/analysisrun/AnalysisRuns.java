package io.rolloutoperator.kube.analysisrun;

import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.rolloutoperator.analysis.providers.MeasurementJudge;
import io.rolloutoperator.analysis.providers.MeasurementJudge.NotANumber;
import io.rolloutoperator.analysis.providers.MeasurementTaker;
import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.kube.runtime.ControllerContext;
import java.time.InstantSource;

/** Wires what measures and judges AnalysisRuns. */
public final class AnalysisRuns {

  private AnalysisRuns() {}

  /** The reconciler of AnalysisRuns; makes no request. */
  public static Reconciler<AnalysisRun> of(ControllerContext context) {
    InstantSource clock = InstantSource.system();
    MeasurementTaker taker =
        new MeasurementTaker(
            MetricSources.of(context, clock),
            new LiveSecretReader(context.api(), context.settings().analysis().secrets()),
            new MeasurementJudge(NotANumber.SUCCESSFUL),
            clock);
    return new AnalysisRunReconciler(
        context, new Measurements(taker, context.settings().analysisThreads()), clock);
  }
}

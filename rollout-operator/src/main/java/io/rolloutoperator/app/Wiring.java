package io.rolloutoperator.app;

import io.rolloutoperator.kube.analysisrun.AnalysisRuns;
import io.rolloutoperator.kube.rollout.RolloutNews;
import io.rolloutoperator.kube.rollout.RolloutReconciler;
import io.rolloutoperator.kube.runtime.ControllerContext;
import io.rolloutoperator.kube.runtime.ControllerRuntime;
import io.rolloutoperator.kube.runtime.JosdkRuntime;
import java.util.List;

/** Which controllers this process runs. */
final class Wiring {
  private Wiring() {}

  static ControllerRuntime controllers(ControllerContext context) {
    return new CombinedRuntime(
        List.of(
            new JosdkRuntime<>(
                context,
                AnalysisRuns.of(context),
                context.settings().analysisThreads(),
                (_, _) -> true),
            new JosdkRuntime<>(
                context,
                new RolloutReconciler(context),
                context.settings().rolloutThreads(),
                new RolloutNews())));
  }
}

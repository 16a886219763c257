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
    return context.settings().analysisOnly()
        ? analysis(context)
        : new CombinedRuntime(List.of(analysis(context), rollouts(context)));
  }

  private static ControllerRuntime analysis(ControllerContext context) {
    return new JosdkRuntime<>(
        context, AnalysisRuns.of(context), context.settings().analysisThreads(), (_, _) -> true);
  }

  private static ControllerRuntime rollouts(ControllerContext context) {
    return new JosdkRuntime<>(
        context,
        new RolloutReconciler(context),
        context.settings().rolloutThreads(),
        new RolloutNews());
  }
}

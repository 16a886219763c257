package io.rolloutoperator.app;

import io.rolloutoperator.api.ApiGroup;
import io.rolloutoperator.kube.analysisrun.AnalysisRuns;
import io.rolloutoperator.kube.experiment.ExperimentWatch;
import io.rolloutoperator.kube.gitsync.GitSyncNews;
import io.rolloutoperator.kube.gitsync.GitSyncReconciler;
import io.rolloutoperator.kube.rollout.RolloutNews;
import io.rolloutoperator.kube.rollout.RolloutReconciler;
import io.rolloutoperator.kube.runtime.ControllerContext;
import io.rolloutoperator.kube.runtime.ControllerRuntime;
import io.rolloutoperator.kube.runtime.JosdkRuntime;
import io.rolloutoperator.kube.runtime.WhenServed;
import java.util.ArrayList;
import java.util.List;

/** Which controllers this process runs. */
final class Wiring {
  private Wiring() {}

  static ControllerRuntime controllers(ControllerContext context) {
    if (context.settings().analysisOnly()) {
      return analysis(context);
    }
    List<ControllerRuntime> parts =
        new ArrayList<>(List.of(experiments(context), analysis(context), rollouts(context)));
    if (context.settings().gitSync().enabled()) {
      parts.add(gitSyncs(context));
    }
    return new CombinedRuntime(parts);
  }

  private static ControllerRuntime experiments(ControllerContext context) {
    return new WhenServed(
        context.api(), ApiGroup.API_VERSION, "Experiment", () -> new ExperimentWatch(context));
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

  private static ControllerRuntime gitSyncs(ControllerContext context) {
    return new WhenServed(
        context.api(),
        ApiGroup.OPERATOR_API_VERSION,
        "GitSync",
        () ->
            new JosdkRuntime<>(
                context,
                new GitSyncReconciler(context),
                context.settings().gitSync().threads(),
                new GitSyncNews()));
  }
}

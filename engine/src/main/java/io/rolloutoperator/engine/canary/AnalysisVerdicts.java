package io.rolloutoperator.engine.canary;

import io.rolloutoperator.api.rollout.RolloutAnalysisRunStatus;
import io.rolloutoperator.engine.plan.Control;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the current AnalysisRuns say about going on: a failed one aborts, an inconclusive one
 * pauses. Looked at before anything else is planned, so that the pass that sees a failure also
 * takes the traffic away.
 */
final class AnalysisVerdicts {

  private AnalysisVerdicts() {}

  static void apply(CanaryView view, Draft draft) {
    Control control = draft.control();
    if (control.abort() || control.promoteFull() || view.firstDeploy() || view.fullyPromoted()) {
      return;
    }
    RolloutAnalysisRunStatus step = control.stepRun();
    if (step != null && view.belongsToStep(step, view.stepIndex(control))) {
      judge(view, draft, step, "Step-based");
    }
    judge(view, draft, control.backgroundRun(), "Background");
  }

  private static void judge(
      CanaryView view, Draft draft, @Nullable RolloutAnalysisRunStatus ref, String kind) {
    if (ref != null) {
      judge(view, draft, RunState.of(view, ref), kind);
    }
  }

  private static void judge(CanaryView view, Draft draft, RunState run, String kind) {
    switch (run.phase()) {
      case "Failed", "Error" ->
          abort(view.snapshot().now(), draft, kind + " analysis phase error/failed", run.message());
      case "Inconclusive" -> pause(view, draft, run);
      default -> {
        // Pending, Running and Successful runs stop nobody.
      }
    }
  }

  static void abort(Instant now, Draft draft, String what, String message) {
    if (draft.control().abort()) {
      return;
    }
    String reason = message.isEmpty() ? what : what + ": " + message;
    draft.control(draft.control().withAbort(true, now).withPauses(List.of(), false));
    draft.abort(reason);
    draft.because("abort", reason);
  }

  /**
   * A run that was answered by a person's resumption pauses no second time: a new one takes its
   * place.
   */
  private static void pause(CanaryView view, Draft draft, RunState run) {
    if (draft.control().abort() || Pauses.resumed(view.control())) {
      return;
    }
    draft.control(Pauses.add(draft.control(), Pauses.INCONCLUSIVE, view.snapshot().now()));
    draft.because(
        "inconclusive", "AnalysisRun " + run.name() + " is inconclusive: a person has to decide");
  }
}

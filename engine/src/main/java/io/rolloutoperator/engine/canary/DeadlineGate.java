package io.rolloutoperator.engine.canary;

import io.rolloutoperator.engine.status.ProgressDeadline;

/** Aborts an update that made no progress for too long, if the spec says so. */
final class DeadlineGate {

  private DeadlineGate() {}

  static void apply(CanaryView view, Draft draft) {
    if (!view.rollout().spec().progressDeadlineAbort()
        || view.fullyPromoted()
        || view.firstDeploy()) {
      return;
    }
    if (ProgressDeadline.of(view.snapshot()).exceeded()) {
      String text = "ReplicaSet \"" + view.current().name() + "\" has timed out progressing.";
      AnalysisVerdicts.abort(view.snapshot().now(), draft, text, "");
    }
  }
}

package io.rolloutoperator.engine.canary;

import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.replicas.DesiredCounts;
import io.rolloutoperator.engine.replicas.ProgressThreshold;

/**
 * Sizes the ReplicaSets: stable, then current, then the others, and stops after the first that
 * changed. The next pass plans from what became of it, so that no two writes depend on the same
 * observation.
 */
final class ReplicaPlan {

  private ReplicaPlan() {}

  /** A halted update keeps its pods, whatever the step says. */
  static void apply(CanaryView view, Draft draft) {
    if (view.rollout().spec().paused()) {
      draft.because("halted", "spec.paused: nothing is scaled");
      return;
    }
    if (Pauses.find(draft.control(), Pauses.INCONCLUSIVE).isPresent()) {
      draft.because("halted", "an inconclusive analysis: nothing is scaled");
      return;
    }
    if (!draft.abortedNow()) {
      scale(view, draft);
    }
  }

  /**
   * Sizes the ReplicaSets whether the update is halted or not; used alone after {@code
   * spec.replicas} changed.
   */
  static void scale(CanaryView view, Draft draft) {
    DesiredCounts desired = desired(view, draft.control());
    view.otherStable().ifPresent(stable -> Sizing.size(view, draft, stable, desired.stable()));
    if (!draft.scaled()) {
      sizeCurrent(view, draft, desired.canary());
    }
    if (!draft.scaled()) {
      OldReplicaSets.apply(view, draft);
    }
  }

  /** Whether the pods that the current step wants are there. */
  static boolean atDesired(CanaryView view, Control control) {
    return view.routed()
        ? Routed.atDesired(view, control)
        : Basic.canary(view, control).atDesired(view.threshold());
  }

  /** Whether the current revision has the pods to carry everything. */
  static boolean enoughForPromotion(CanaryView view) {
    return switch (view.threshold()) {
      case ProgressThreshold.All() ->
          view.current().counts().availableWithinSpec() == view.replicas();
      case ProgressThreshold.Percent _, ProgressThreshold.Pods _ ->
          view.current().availableReplicas() >= view.threshold().required(view.replicas());
    };
  }

  private static void sizeCurrent(CanaryView view, Draft draft, int desired) {
    if (view.routed() && draft.control().abort()) {
      AbortedCanary.apply(view, draft, desired);
    } else {
      Sizing.size(view, draft, view.current(), desired);
    }
  }

  private static DesiredCounts desired(CanaryView view, Control control) {
    return view.routed()
        ? Routed.canary(view, control).desired()
        : Basic.canary(view, control).next();
  }
}

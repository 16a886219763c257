package io.rolloutoperator.engine.canary;

import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.steps.Step;

/** The weight that the steps done and the current one give the canary. */
final class EffectiveWeight {

  private EffectiveWeight() {}

  /**
   * 0 while aborted; all when the steps are done, there are none, or everything is to be promoted; else that of the last {@code
   * setWeight} at or before the current step, 0 if there is none.
   */
  static int of(CanaryView view, Control control) {
    if (control.abort()) {
      return 0;
    }
    if (control.promoteFull() || view.currentStep(control).isEmpty()) {
      return view.maxWeight();
    }
    return upTo(view, view.stepIndex(control));
  }

  /** That of the last {@code setWeight} before the current step, 0 if there is none. */
  static int before(CanaryView view, Control control) {
    return upTo(view, view.stepIndex(control) - 1);
  }

  private static int upTo(CanaryView view, int last) {
    for (int i = Math.min(last, view.steps().size() - 1); i >= 0; i--) {
      if (view.steps().get(i) instanceof Step.SetWeight(int weight)) {
        return weight;
      }
    }
    return 0;
  }
}

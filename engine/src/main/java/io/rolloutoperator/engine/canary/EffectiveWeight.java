package io.rolloutoperator.engine.canary;

import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.weights.SetWeights;

/** The share that the steps give the canary where pods are the traffic. */
final class EffectiveWeight {

  private EffectiveWeight() {}

  /**
   * 0 while aborted; all when the steps are done; else what the steps up to the current one say.
   */
  static int of(CanaryView view, Control control) {
    return control.abort()
        ? 0
        : new SetWeights(view.strategy().steps(), control.stepIndex(), view.maxWeight())
            .effective();
  }
}

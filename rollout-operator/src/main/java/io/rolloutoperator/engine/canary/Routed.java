package io.rolloutoperator.engine.canary;

import io.rolloutoperator.api.rollout.TrafficWeights;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.replicas.CanaryScale;
import io.rolloutoperator.engine.replicas.ObservedWeights;
import io.rolloutoperator.engine.replicas.RoutedCanary;
import io.rolloutoperator.engine.steps.Step;

/** The numbers of a canary whose traffic a router splits. */
final class Routed {

  private Routed() {}

  static RoutedCanary canary(CanaryView view, Control control) {
    return new RoutedCanary(
        view.replicas(),
        view.maxWeight(),
        scale(view, control),
        view.strategy().dynamicStableScale(),
        view.strategy().minPodsPerReplicaSet(),
        observed(view, control));
  }

  /** What the routes give each side now; a weight recorded for another revision is not the canary's. */
  private static ObservedWeights observed(CanaryView view, Control control) {
    TrafficWeights weights = control.weights();
    if (weights == null) {
      return ObservedWeights.allStable(view.maxWeight());
    }
    boolean ours = weights.canary().podTemplateHash().equals(view.current().hash());
    return new ObservedWeights(ours ? weights.canary().weight() : 0, weights.stable().weight());
  }

  /** The last setCanaryScale at or before the current step holds until a later one says to match the traffic. */
  private static CanaryScale scale(CanaryView view, Control control) {
    int weight = view.otherStable().isEmpty() ? view.maxWeight() : EffectiveWeight.of(view, control);
    if (control.abort() || control.promoteFull() || view.currentStep(control).isEmpty()) {
      return new CanaryScale.MatchTraffic(weight);
    }
    for (int i = view.stepIndex(control); i >= 0; i--) {
      if (view.steps().get(i) instanceof Step.SetCanaryScale step) {
        return step.scale() instanceof CanaryScale.MatchTraffic ? new CanaryScale.MatchTraffic(weight) : step.scale();
      }
    }
    return new CanaryScale.MatchTraffic(weight);
  }
}

package io.rolloutoperator.engine.weights;

import io.rolloutoperator.api.rollout.CanaryStep;
import io.rolloutoperator.api.rollout.SetCanaryScale;
import io.rolloutoperator.engine.replicas.CanaryScale;

/** Finds what sizes the canary where a router splits the traffic. */
public final class CanaryScales {

  private CanaryScales() {}

  /** The scale in force. */
  public static CanaryScale of(WeightInput input) {
    Side stable = input.stable();
    if (input.state().promoteFull()
        || stable == null
        || stable.hash().equals(input.canary().hash())) {
      return new CanaryScale.MatchTraffic(input.maxWeight());
    }
    boolean aborted = input.state().aborted();
    if (!aborted || input.policy().abortDelay() == AbortDelay.ZERO) {
      CanaryScale fixed = fixed(input.steps());
      if (fixed instanceof CanaryScale.Weight || fixed instanceof CanaryScale.Pods) {
        return fixed;
      }
    }
    return new CanaryScale.MatchTraffic(
        aborted ? abortedWeight(input, stable) : input.steps().effective());
  }

  private static int abortedWeight(WeightInput input, Side stable) {
    return input.policy().dynamicStableScale()
        ? new AbortWeight(input, stable.available(), input.canary().available()).target()
        : 0;
  }

  /** The last {@code setCanaryScale} up to the current step; none once no step is left. */
  private static CanaryScale fixed(SetWeights steps) {
    CanaryScale matchTraffic = new CanaryScale.MatchTraffic(steps.effective());
    if (steps.allDone()) {
      return matchTraffic;
    }
    for (CanaryStep step : steps.steps().subList(0, steps.index() + 1).reversed()) {
      SetCanaryScale scale = step.setCanaryScale();
      if (scale != null) {
        return scale.matchTrafficWeight()
            ? matchTraffic
            : fixed(scale, steps.maxWeight(), matchTraffic);
      }
    }
    return matchTraffic;
  }

  private static CanaryScale fixed(SetCanaryScale scale, int maxWeight, CanaryScale otherwise) {
    Integer pods = scale.replicas();
    if (pods != null) {
      return new CanaryScale.Pods(Math.max(0, pods));
    }
    Integer weight = scale.weight();
    return weight == null ? otherwise : new CanaryScale.Weight(Math.clamp(weight, 0, maxWeight));
  }
}

package io.rolloutoperator.engine.weights;

/**
 * Decides the weights of one pass.
 *
 * <pre>
 * situation (first match)                            canary weight
 * 1 dynamic scale, back to a stable that is growing  what stable cannot take yet
 * 2 fully promoted                                   0
 * 3 aborted                                          0; dynamic scale: what stable cannot take yet
 * 4 no available canary pod                          0
 * 5 full promotion requested                         dynamic scale: as far as pods carry; else unchanged
 * 6 the step's pods are not there                    that before the step, or the step's if it is lower
 * 7 a step is left                                   that of the step
 * 8 no step is left                                  all
 * </pre>
 */
public final class WeightPlanner {

  private WeightPlanner() {}

  /** The weights to have now. Applying them and asking again gives the same answer. */
  public static WeightDecision decide(WeightInput input) {
    Side stable = input.stable();
    return stable == null
        ? new WeightDecision.Keep(WeightReason.NO_STABLE)
        : new WeightGuard(input, stable).decide(propose(input, stable));
  }

  private static WeightProposal propose(WeightInput input, Side stable) {
    UpdateState state = input.state();
    boolean promoted = input.canary().hash().equals(stable.hash());
    if (promoted && rollsBackToGrowingStable(input, stable)) {
      return WeightProposal.of(abortWeight(input, stable), WeightReason.ROLLING_BACK).unguarded();
    }
    if (promoted) {
      return WeightProposal.of(0, WeightReason.FULLY_PROMOTED);
    }
    if (state.aborted()) {
      return aborted(input, stable);
    }
    if (input.canary().available() == 0) {
      return WeightProposal.of(0, WeightReason.CANARY_UNAVAILABLE).with(input.fittingExperiments());
    }
    return state.promoteFull() ? promoteFull(input) : step(input);
  }

  private static WeightProposal step(WeightInput input) {
    SetWeights steps = input.steps();
    if (!input.state().atDesired()) {
      // Traffic leaves without waiting for pods that only more traffic would need.
      int weight = Math.min(steps.beforeCurrent(), steps.effective());
      return WeightProposal.of(weight, WeightReason.WAITING_FOR_REPLICAS)
          .with(input.fittingExperiments());
    }
    if (steps.allDone()) {
      return WeightProposal.of(steps.maxWeight(), WeightReason.ALL_STEPS_DONE);
    }
    return WeightProposal.of(steps.effective(), WeightReason.STEP).with(input.fittingExperiments());
  }

  private static WeightProposal aborted(WeightInput input, Side stable) {
    if (!input.policy().dynamicStableScale()) {
      return WeightProposal.of(0, WeightReason.ABORTED);
    }
    return WeightProposal.of(abortWeight(input, stable), WeightReason.ABORTED).unguarded();
  }

  private static WeightProposal promoteFull(WeightInput input) {
    int weight =
        input.policy().dynamicStableScale()
            ? Share.carriedBy(input.canary().available(), input.maxWeight(), input.replicas())
            : input.currentWeight();
    return WeightProposal.of(weight, WeightReason.PROMOTE_FULL);
  }

  private static boolean rollsBackToGrowingStable(WeightInput input, Side stable) {
    return input.policy().dynamicStableScale()
        && input.leadsToAnother()
        && stable.available() < input.replicas();
  }

  private static int abortWeight(WeightInput input, Side stable) {
    Side previous = input.previousCanary();
    int canaryAvailable = previous == null ? input.canary().available() : previous.available();
    return new AbortWeight(input, stable.available(), canaryAvailable).now();
  }
}

package io.rolloutoperator.engine.weights;

/**
 * The canary weight on the way back to a stable side that was scaled down: it falls step by step,
 * each time after stable has grown enough, and never rises.
 *
 * @param stableAvailable available pods of stable
 * @param canaryAvailable available pods of the ReplicaSet that loses the traffic
 */
public record AbortWeight(WeightInput input, int stableAvailable, int canaryAvailable) {

  /**
   * The weight the pods are sized for next: the largest step that fits beside the pods stable still
   * lacks.
   */
  public int target() {
    int missing = Math.max(0, input.replicas() - stableAvailable);
    boolean canaryKeepsPods = input.policy().abortDelay() != AbortDelay.ABSENT;
    return input
        .steps()
        .walkBack(input.replicas(), canaryKeepsPods ? missing : Math.max(missing, canaryAvailable));
  }

  /** The weight the routes get now. */
  public int now() {
    int max = input.maxWeight();
    int notCarriedByStable = max - Share.carriedBy(stableAvailable, max, input.replicas());
    int target = target();
    if (input.observed() == null) {
      // Nothing is known of the routes: no more than the canary's pods carry either.
      int carriedByCanary = Share.carriedBy(canaryAvailable, max, input.replicas());
      return Math.min(carriedByCanary, Math.max(notCarriedByStable, target));
    }
    int current = input.currentWeight();
    if (target == 0) {
      return Math.min(notCarriedByStable, current);
    }
    boolean stableTooSmall = stableAvailable < Share.podsFor(max - target, max, input.replicas());
    return stableTooSmall ? current : Math.min(target, current);
  }
}

package io.rolloutoperator.engine.weights;

/** Exact conversion between weights and pods. */
final class Share {

  private Share() {}

  /** Pods that carry a weight, rounded up. */
  static int podsFor(int weight, int maxWeight, int replicas) {
    return Math.toIntExact(Math.ceilDiv((long) weight * replicas, (long) maxWeight));
  }

  /** Pods that carry a weight, rounded down. */
  static int podsForRoundedDown(int weight, int maxWeight, int replicas) {
    return Math.toIntExact((long) weight * replicas / maxWeight);
  }

  /**
   * The weight that so many pods carry, rounded down; without wanted pods any number of pods
   * carries all.
   */
  static int carriedBy(int pods, int maxWeight, int replicas) {
    return replicas == 0
        ? maxWeight
        : (int) Math.min(maxWeight, (long) maxWeight * pods / replicas);
  }
}

package io.rolloutoperator.engine.replicas;

/**
 * The weights last written to the routes, as the status records them.
 *
 * @param canary weight recorded for the ReplicaSet that is the canary now; 0 if it was recorded for
 *     another pod template hash
 * @param stable weight recorded for the stable ReplicaSet
 */
public record ObservedWeights(int canary, int stable) {

  /** Before any weight was written: everything goes to stable. */
  public static ObservedWeights allStable(int maxWeight) {
    return new ObservedWeights(0, maxWeight);
  }
}

package io.rolloutoperator.engine.traffic;

/**
 * The weights that routes shall have.
 *
 * @param canaryService Service of the canary
 * @param stableService Service of the stable revision
 * @param canaryWeight weight of the canary, 0 to {@code maxWeight}
 * @param maxWeight weight that stands for all traffic, usually 100
 */
public record TrafficTarget(
    String canaryService, String stableService, int canaryWeight, int maxWeight) {

  public int stableWeight() {
    return maxWeight - canaryWeight;
  }
}

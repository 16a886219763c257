package io.rolloutoperator.engine.weights;

/**
 * Where the traffic goes: what the routes give the two Services, and which revision each of these
 * selects.
 *
 * <p>Capacity is decided on this and not on the weights in the status. The status is written last:
 * a pass that ended early leaves weights that the status does not know.
 *
 * @param canaryWeight weight of the canary Service, the highest of all routes, at least 0
 * @param canaryHash pod template hash that the canary Service selects; "" if it selects none
 * @param stableWeight weight of the stable Service, the highest of all routes, at least 0
 * @param stableHash pod template hash that the stable Service selects; "" if it selects none
 */
public record ObservedTraffic(
    int canaryWeight, String canaryHash, int stableWeight, String stableHash) {

  /** Weight that leads to the pods of this hash, through one Service or both. */
  public int share(String hash) {
    return (canaryHash.equals(hash) ? canaryWeight : 0)
        + (stableHash.equals(hash) ? stableWeight : 0);
  }

  /** The same once the canary Service selects this hash. */
  public ObservedTraffic withCanaryHash(String hash) {
    return new ObservedTraffic(canaryWeight, hash, stableWeight, stableHash);
  }

  /** The same once the stable Service selects this hash. */
  public ObservedTraffic withStableHash(String hash) {
    return new ObservedTraffic(canaryWeight, canaryHash, stableWeight, hash);
  }
}

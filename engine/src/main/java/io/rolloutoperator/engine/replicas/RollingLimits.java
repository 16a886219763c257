package io.rolloutoperator.engine.replicas;

/**
 * How far pod counts may leave {@code spec.replicas} during an update.
 *
 * @param maxSurge pods that may exist above the replicas, at least 0
 * @param maxUnavailable pods that may be missing below the replicas, 0 to the replicas
 */
public record RollingLimits(long maxSurge, int maxUnavailable) {

  /**
   * The surge is rounded up, the unavailable share down. If both come out as 0, one pod may be
   * missing: otherwise no pod could ever be replaced.
   *
   * @param replicas wanted pods, at least 0
   */
  public static RollingLimits resolve(
      int replicas, RollingLimit maxSurge, RollingLimit maxUnavailable) {
    long surge = maxSurge.roundedUp(replicas);
    long unavailable = maxUnavailable.roundedDown(replicas);
    if (surge == 0 && unavailable == 0) {
      unavailable = 1;
    }
    return new RollingLimits(surge, (int) Math.min(unavailable, replicas));
  }
}

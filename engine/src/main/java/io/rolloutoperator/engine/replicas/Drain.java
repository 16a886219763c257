package io.rolloutoperator.engine.replicas;

/**
 * One pass of taking pods from one side of a basic canary.
 *
 * <p>The draining side is counted in full, available or not: a ReplicaSet gives up its unavailable
 * pods first. The other side counts only what is available there.
 *
 * @param draining the side that loses pods: stable while the canary grows, else the canary
 * @param drainingGrown its count after this pass's growth
 * @param target the count it must not go below
 * @param other the side that serves meanwhile
 * @param otherGrown its count after this pass's growth
 */
record Drain(
    ReplicaCounts draining, int drainingGrown, int target, ReplicaCounts other, int otherGrown) {

  record Result(int draining, int other) {}

  Result within(long maxTotal, long minAvailable) {
    long serving = (long) draining.spec() + other.availableWithinSpec();
    if (serving <= minAvailable) {
      return new Result(drainingGrown, otherGrown);
    }
    long drained =
        draining.spec() > target
            ? Math.max(target, draining.spec() - (serving - minAvailable))
            : drainingGrown;
    long excess = drained + otherGrown - maxTotal;
    long trimmed = excess > 0 ? Math.max(0, otherGrown - excess) : otherGrown;
    return giveBack(drained, trimmed, minAvailable);
  }

  /**
   * Trimming may have hit available pods while the draining side has too few: those stay, even
   * above the allowed total. The draining side itself never went below what the other side's
   * available pods allow.
   */
  private Result giveBack(long drained, long trimmed, long minAvailable) {
    long missing =
        minAvailable
            - Math.min(drained, draining.available())
            - Math.min(trimmed, other.available());
    long back = Math.clamp(missing, 0, Math.max(0, other.availableWithinSpec() - trimmed));
    return new Result(Math.toIntExact(drained), Math.toIntExact(trimmed + back));
  }
}

package io.rolloutoperator.engine.replicas;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A canary without traffic router: the share of pods is the share of traffic.
 *
 * <p>Pods move from one side to the other inside two limits that hold after each single write:
 * never more than {@code replicas + maxSurge} pods wanted, never fewer than {@code replicas -
 * maxUnavailable} available, as far as both held before.
 *
 * @param replicas wanted pods of both sides together, at least 0
 * @param weight effective weight of the canary, 0 to 100
 * @param canary the ReplicaSet of the current template; {@link ReplicaCounts#NONE} before it exists
 * @param stable null while there is none, or when the canary itself is stable
 * @param old all other ReplicaSets of the rollout, in any order
 */
public record BasicCanary(
    int replicas,
    RollingLimits limits,
    int weight,
    ReplicaCounts canary,
    @Nullable ReplicaCounts stable,
    List<OldReplicaSet> old) {

  /** Without a router all traffic weighs 100. */
  private static final int MAX_WEIGHT = 100;

  public BasicCanary {
    old = List.copyOf(old);
  }

  /**
   * The counts to arrive at: those nearest to the weight, or everything on the canary where there
   * is no other stable.
   */
  public DesiredCounts target() {
    return stable == null
        ? new DesiredCounts(0, replicas)
        : WeightApproximation.of(replicas, weight, MAX_WEIGHT, limits.maxSurge());
  }

  /**
   * The counts to write now, on the way to {@link #target()}. Either may be written without the
   * other: a caller that scales one ReplicaSet per pass takes the first that differs.
   */
  public DesiredCounts next() {
    DesiredCounts grown = grown();
    boolean oldPodsGoFirst = old.stream().anyMatch(o -> o.counts().spec() > 0);
    if (oldPodsGoFirst) {
      return grown;
    }
    return canaryGrows() ? shrinkStable(grown) : shrinkCanary(grown);
  }

  /**
   * What to shrink of the other ReplicaSets, newest first: unavailable pods at once, then spare
   * available ones.
   */
  public List<OldReplicaSetScale> cleanUp() {
    long spare = sum(ReplicaCounts::availableWithinSpec) - minAvailable();
    return OldReplicaSetCleanup.of(old, spare);
  }

  /**
   * Whether the step's pods are there: enough available canary pods, the stable side at its count,
   * no old pod that still serves.
   */
  public boolean atDesired(ProgressThreshold threshold) {
    DesiredCounts target = target();
    return canaryAtDesired(target.canary(), threshold)
        && stableAtDesired(target.stable(), threshold)
        && old.stream().allMatch(o -> o.counts().available() == 0);
  }

  private boolean canaryAtDesired(int target, ProgressThreshold threshold) {
    return switch (threshold) {
      case ProgressThreshold.All() -> canary.spec() == target && canary.available() == target;
      case ProgressThreshold.Percent _, ProgressThreshold.Pods _ ->
          canary.available() >= threshold.required(target);
    };
  }

  /**
   * Under a threshold, missing canary pods may keep stable ones from going; the step does not wait
   * for that.
   */
  private boolean stableAtDesired(int target, ProgressThreshold threshold) {
    if (stable == null) {
      return true;
    }
    int wanted =
        switch (threshold) {
          case ProgressThreshold.All() -> target;
          case ProgressThreshold.Percent _, ProgressThreshold.Pods _ ->
              Math.max(target, next().stable());
        };
    return stable.spec() == wanted && stable.current() == wanted;
  }

  private DesiredCounts grown() {
    long budget = replicas + limits.maxSurge() - sum(ReplicaCounts::spec);
    DesiredCounts target = target();
    int grownStable = stable == null ? 0 : grow(stable.spec(), target.stable(), budget);
    long left = stable == null ? budget : budget - (grownStable - stable.spec());
    return new DesiredCounts(grownStable, grow(canary.spec(), target.canary(), left));
  }

  private static int grow(int spec, int target, long budget) {
    return target > spec && budget > 0 ? (int) Math.min(target, spec + budget) : spec;
  }

  private boolean canaryGrows() {
    return target().canary() >= canary.spec();
  }

  private DesiredCounts shrinkStable(DesiredCounts grown) {
    if (stable == null) {
      return grown;
    }
    Drain drain = new Drain(stable, grown.stable(), target().stable(), canary, grown.canary());
    Drain.Result result = drain.within(replicas + limits.maxSurge(), minAvailable());
    return new DesiredCounts(result.draining(), result.other());
  }

  private DesiredCounts shrinkCanary(DesiredCounts grown) {
    ReplicaCounts other = stable == null ? ReplicaCounts.NONE : stable;
    Drain drain = new Drain(canary, grown.canary(), target().canary(), other, grown.stable());
    Drain.Result result = drain.within(replicas + limits.maxSurge(), minAvailable());
    return new DesiredCounts(result.other(), result.draining());
  }

  private long minAvailable() {
    return (long) replicas - limits.maxUnavailable();
  }

  private long sum(ToLongFunction<ReplicaCounts> pods) {
    long sum = pods.applyAsLong(canary);
    sum += stable == null ? 0 : pods.applyAsLong(stable);
    for (OldReplicaSet each : old) {
      sum += pods.applyAsLong(each.counts());
    }
    return sum;
  }
}

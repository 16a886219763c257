package io.rolloutoperator.engine.replicas;

import org.jspecify.annotations.Nullable;

/**
 * A canary whose traffic a router splits: pods follow weights.
 *
 * <p>A side keeps the pods for the weight the routes <em>still</em> give it, not only for the one
 * it is to get: a lowered weight first moves the traffic, and the next pass the pods.
 *
 * @param replicas wanted pods of a side that gets all traffic, at least 0
 * @param maxWeight the weight of all traffic, at least 1
 * @param dynamicStableScale stable shrinks as the canary grows; otherwise it keeps all its pods
 * @param minPods least number of pods of a side that has any; null: none
 * @param observed what the routes give now
 */
public record RoutedCanary(
    int replicas,
    int maxWeight,
    CanaryScale scale,
    boolean dynamicStableScale,
    @Nullable Integer minPods,
    ObservedWeights observed) {

  /** The {@code spec.replicas} of both sides. */
  public DesiredCounts desired() {
    return new DesiredCounts(desiredStable(), desiredCanary());
  }

  /**
   * Whether the step's pods are there: enough available canary pods and, unless it is scaled
   * dynamically, stable at its count.
   *
   * @param stable null while there is none besides the canary
   */
  public boolean atDesired(
      ReplicaCounts canary, @Nullable ReplicaCounts stable, ProgressThreshold threshold) {
    DesiredCounts desired = desired();
    boolean canaryReady =
        switch (threshold) {
          case ProgressThreshold.All() ->
              canary.spec() == desired.canary() && canary.available() == desired.canary();
          case ProgressThreshold.Percent _, ProgressThreshold.Pods _ ->
              canary.available() >= threshold.required(desired.canary());
        };
    boolean stableReady =
        dynamicStableScale
            || stable == null
            || (stable.spec() == desired.stable() && stable.current() == desired.stable());
    return canaryReady && stableReady;
  }

  private int desiredCanary() {
    int forTraffic = podsFor(observed.canary());
    return switch (scale) {
      case CanaryScale.MatchTraffic(int weight) ->
          Math.max(atLeastMinPods(podsFor(weight)), forTraffic);
      case CanaryScale.Weight(int weight) ->
          Math.max(atLeastMinPods(podsFor(weight)), Math.min(1, forTraffic));
      case CanaryScale.Pods(int pods) ->
          Math.max(dynamicStableScale ? atLeastMinPods(pods) : pods, Math.min(1, forTraffic));
    };
  }

  private int desiredStable() {
    if (!dynamicStableScale) {
      return replicas;
    }
    int forCanaryScale =
        switch (scale) {
          case CanaryScale.MatchTraffic(int weight) -> podsFor(maxWeight - weight);
          case CanaryScale.Weight(int weight) -> podsFor(maxWeight - weight);
          // A fixed number of canary pods says nothing about the traffic stable may lose.
          case CanaryScale.Pods _ -> replicas;
        };
    return atLeastMinPods(Math.max(forCanaryScale, podsFor(observed.stable())));
  }

  /** Pods for a share of the traffic, rounded up. */
  private int podsFor(int weight) {
    return Math.toIntExact(
        Math.ceilDiv((long) Math.clamp(weight, 0, maxWeight) * replicas, (long) maxWeight));
  }

  private int atLeastMinPods(int pods) {
    return minPods == null || pods == 0 ? pods : Math.max(pods, Math.min(minPods, replicas));
  }
}

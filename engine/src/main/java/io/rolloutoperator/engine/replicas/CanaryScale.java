package io.rolloutoperator.engine.replicas;

/** What sizes the canary where a router splits the traffic. */
public sealed interface CanaryScale {

  /**
   * The canary has the share of pods that it gets of the traffic.
   *
   * @param weight 0 to the weight of all traffic
   */
  record MatchTraffic(int weight) implements CanaryScale {}

  /**
   * A {@code setCanaryScale} step fixed the share of pods, whatever the traffic.
   *
   * @param weight 0 to the weight of all traffic
   */
  record Weight(int weight) implements CanaryScale {}

  /**
   * A {@code setCanaryScale} step fixed the number of pods.
   *
   * @param pods at least 0
   */
  record Pods(int pods) implements CanaryScale {}
}

package io.rolloutoperator.engine.weights;

import io.rolloutoperator.api.rollout.CanaryStep;
import io.rolloutoperator.api.rollout.SetCanaryScale;
import io.rolloutoperator.api.rollout.WeightDestination;
import io.rolloutoperator.engine.replicas.ProgressThreshold;
import io.rolloutoperator.engine.replicas.ReplicaCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds the situation of a test: revision "v1" is stable, "v2" the canary, ten replicas. */
final class Inputs {

  private final List<CanaryStep> steps = new ArrayList<>();
  private int replicas = 10;
  private int maxWeight = 100;
  private int index;
  private UpdateState state = new UpdateState(false, false, true);
  private RoutingPolicy policy =
      new RoutingPolicy(false, AbortDelay.ABSENT, new ProgressThreshold.All());
  private Side canary = side("v2", 10, 10);
  private @Nullable Side stable = side("v1", 10, 10);
  private @Nullable Side previous;
  private @Nullable ObservedTraffic observed;
  private List<WeightDestination> experiments = List.of();

  static Side side(String hash, int spec, int available) {
    return new Side(hash, new ReplicaCounts(spec, spec, available));
  }

  static CanaryStep setWeight(int weight) {
    return new CanaryStep(weight, null, null, null, null, null, null, null);
  }

  static CanaryStep pause() {
    return new CanaryStep(null, null, null, null, null, null, null, null);
  }

  static CanaryStep scale(@Nullable Integer weight, @Nullable Integer pods, boolean matchTraffic) {
    return new CanaryStep(
        null, null, null, null, new SetCanaryScale(weight, pods, matchTraffic), null, null, null);
  }

  Inputs steps(CanaryStep... all) {
    steps.addAll(List.of(all));
    return this;
  }

  /** {@code setWeight} steps, each followed by a pause. */
  Inputs weights(int... all) {
    for (int weight : all) {
      steps(setWeight(weight), pause());
    }
    return this;
  }

  Inputs index(int current) {
    index = current;
    return this;
  }

  Inputs replicas(int wanted) {
    replicas = wanted;
    return this;
  }

  Inputs maxWeight(int max) {
    maxWeight = max;
    return this;
  }

  Inputs aborted() {
    state = new UpdateState(true, state.promoteFull(), state.atDesired());
    index = 0;
    return this;
  }

  Inputs promoteFull() {
    state = new UpdateState(state.aborted(), true, state.atDesired());
    return this;
  }

  Inputs waiting() {
    state = new UpdateState(state.aborted(), state.promoteFull(), false);
    return this;
  }

  Inputs dynamic() {
    policy = new RoutingPolicy(true, policy.abortDelay(), policy.threshold());
    return this;
  }

  Inputs abortDelay(AbortDelay delay) {
    policy = new RoutingPolicy(policy.dynamicStableScale(), delay, policy.threshold());
    return this;
  }

  Inputs threshold(ProgressThreshold threshold) {
    policy = new RoutingPolicy(policy.dynamicStableScale(), policy.abortDelay(), threshold);
    return this;
  }

  Inputs canary(int available) {
    return canary("v2", available);
  }

  Inputs canary(String hash, int available) {
    canary = side(hash, available, available);
    return this;
  }

  Inputs stable(int available) {
    stable = side("v1", Math.max(replicas, available), available);
    return this;
  }

  Inputs stable(@Nullable Side side) {
    stable = side;
    return this;
  }

  Inputs previous(Side side) {
    previous = side;
    return this;
  }

  /** The canary Service has this weight and selects this hash; stable has the rest. */
  Inputs traffic(int weight, String hash) {
    observed = new ObservedTraffic(weight, hash, maxWeight - weight, "v1");
    return this;
  }

  Inputs stableService(String hash) {
    observed = Objects.requireNonNull(observed).withStableHash(hash);
    return this;
  }

  Inputs experiments(int... weights) {
    List<WeightDestination> all = new ArrayList<>();
    for (int weight : weights) {
      all.add(new WeightDestination(weight, "experiment-" + all.size(), "e" + all.size()));
    }
    experiments = List.copyOf(all);
    return this;
  }

  WeightInput build() {
    return new WeightInput(
        replicas,
        new SetWeights(steps, index, maxWeight),
        state,
        policy,
        canary,
        stable,
        previous,
        observed,
        experiments);
  }

  WeightDecision decide() {
    return WeightPlanner.decide(build());
  }
}

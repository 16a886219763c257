package io.rolloutoperator.engine.weights;

import io.rolloutoperator.api.rollout.WeightDestination;
import io.rolloutoperator.engine.replicas.CanaryScale;

/**
 * Holds back a weight that the pods cannot carry.
 *
 * <ul>
 *   <li>A side gets more traffic only if its available pods suffice for it.
 *   <li>Traffic that returns to a stable side with too few pods returns as far as they suffice.
 *   <li>The canary Service moves to another ReplicaSet only at weight 0.
 *   <li>No weight moves while the stable Service leads to another ReplicaSet than stable.
 * </ul>
 */
record WeightGuard(WeightInput input, Side stable) {

  WeightDecision decide(WeightProposal proposal) {
    boolean leaving = leavesAnother(proposal);
    int current = input.currentWeight();
    int target = leaving ? 0 : Math.min(proposal.weight(), room(proposal));
    WeightReason reason =
        leaving && proposal.weight() > 0 ? WeightReason.ANOTHER_REVISION : proposal.reason();
    if (target != current && stableServiceIsElsewhere(target < current)) {
      return write(proposal, current, WeightReason.STABLE_ELSEWHERE);
    }
    if (!proposal.guarded() || target == current || (target < current && samePods())) {
      return write(proposal, target, reason);
    }
    return target > current ? raise(proposal, target, reason) : lower(proposal, target, reason);
  }

  private WeightDecision raise(WeightProposal proposal, int target, WeightReason reason) {
    int stableShare = stableShare(proposal, target);
    int stableNeed = Share.podsForRoundedDown(stableShare, input.maxWeight(), input.replicas());
    if (stable.available() < input.policy().threshold().required(stableNeed)) {
      return new WeightDecision.Keep(WeightReason.STABLE_SHORT);
    }
    return input.canary().available() < canaryNeed(target)
        ? write(proposal, input.currentWeight(), WeightReason.CANARY_SHORT)
        : write(proposal, target, reason);
  }

  private WeightDecision lower(WeightProposal proposal, int target, WeightReason reason) {
    int max = input.maxWeight();
    int stableNeed = Share.podsFor(stableShare(proposal, target), max, input.replicas());
    if (stable.available() >= input.policy().threshold().required(stableNeed)) {
      return write(proposal, target, reason);
    }
    int notCarried = room(proposal) - Share.carriedBy(stable.available(), max, input.replicas());
    int partly = Math.min(input.currentWeight(), Math.max(target, notCarried));
    boolean nothing = partly == input.currentWeight();
    return write(
        proposal,
        partly,
        nothing ? WeightReason.STABLE_SHORT : WeightReason.STABLE_TAKES_WHAT_IT_CAN);
  }

  private WeightDecision.Write write(WeightProposal proposal, int weight, WeightReason reason) {
    return new WeightDecision.Write(
        weight,
        stableShare(proposal, weight),
        proposal.additional(),
        canaryHash(proposal, weight),
        reason);
  }

  /** Traffic stays with the ReplicaSet that has it until it has none. */
  private String canaryHash(WeightProposal proposal, int weight) {
    var observed = input.observed();
    boolean stays =
        proposal.reason() == WeightReason.ROLLING_BACK || (weight > 0 && input.leadsToAnother());
    return observed != null && stays ? observed.canaryHash() : input.canary().hash();
  }

  /**
   * The routes still lead to another ReplicaSet than the canary, and not because stable is to take
   * over slowly.
   */
  private boolean leavesAnother(WeightProposal proposal) {
    return input.leadsToAnother() && proposal.guarded();
  }

  /** Both Services lead to one ReplicaSet: moving weight between them moves no traffic. */
  private boolean samePods() {
    var observed = input.observed();
    return observed != null && observed.canaryHash().equals(stable.hash());
  }

  /**
   * Weight taken from the canary would go to pods that are not stable's. A Service without a hash
   * leads to stable's too, which is good enough for traffic that has to leave.
   */
  private boolean stableServiceIsElsewhere(boolean lowers) {
    var observed = input.observed();
    return observed != null
        && !observed.stableHash().equals(stable.hash())
        && !(lowers && observed.stableHash().isEmpty());
  }

  private int canaryNeed(int weight) {
    int need = Math.max(1, Share.podsFor(weight, input.maxWeight(), input.replicas()));
    int reduced =
        switch (CanaryScales.of(input)) {
          case CanaryScale.MatchTraffic _ -> need;
          case CanaryScale.Weight(int share) ->
              Math.min(need, Share.podsFor(share, input.maxWeight(), input.replicas()));
          case CanaryScale.Pods(int pods) -> Math.min(need, pods);
        };
    return input.policy().threshold().required(Math.max(1, reduced));
  }

  /** What canary and stable share. */
  private int room(WeightProposal proposal) {
    long taken = proposal.additional().stream().mapToLong(WeightDestination::weight).sum();
    return (int) Math.clamp(input.maxWeight() - taken, 0L, input.maxWeight());
  }

  private int stableShare(WeightProposal proposal, int weight) {
    return room(proposal) - weight;
  }
}

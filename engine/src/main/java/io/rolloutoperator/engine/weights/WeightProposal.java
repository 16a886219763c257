package io.rolloutoperator.engine.weights;

import io.rolloutoperator.api.rollout.WeightDestination;
import java.util.List;

/**
 * What the table of situations says, before the guards.
 *
 * @param guarded false where the weight was computed from the pods already
 */
record WeightProposal(
    int weight, List<WeightDestination> additional, boolean guarded, WeightReason reason) {

  static WeightProposal of(int weight, WeightReason reason) {
    return new WeightProposal(weight, List.of(), true, reason);
  }

  WeightProposal with(List<WeightDestination> experiments) {
    return new WeightProposal(weight, experiments, guarded, reason);
  }

  WeightProposal unguarded() {
    return new WeightProposal(weight, additional, false, reason);
  }
}

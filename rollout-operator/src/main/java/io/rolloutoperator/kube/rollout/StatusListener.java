package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.plan.Plan;

/** Hears of statuses that were written. Must not wait. */
@FunctionalInterface
interface StatusListener {

  /**
   * A status differs from the one before and is stored.
   *
   * @param reading what the pass began with
   * @param plan that was carried out
   * @param status as it is now
   */
  void written(Reading reading, Plan plan, RolloutStatus status);
}

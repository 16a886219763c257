package io.rolloutoperator.engine.weights;

import io.rolloutoperator.api.rollout.WeightDestination;
import java.util.List;

/** What the routes should say. */
public sealed interface WeightDecision {

  WeightReason reason();

  /** Routes, Services and recorded weights stay exactly as they are. */
  record Keep(WeightReason reason) implements WeightDecision {}

  /**
   * The weights to have; equal to the present ones when nothing changed.
   *
   * @param canary 0 to the weight of all traffic
   * @param stable the rest after canary and experiments
   * @param additional weights of experiments
   * @param canaryHash pod template hash the canary Service or subset leads to while it has this
   *     weight
   */
  record Write(
      int canary,
      int stable,
      List<WeightDestination> additional,
      String canaryHash,
      WeightReason reason)
      implements WeightDecision {

    public Write {
      additional = List.copyOf(additional);
    }
  }
}

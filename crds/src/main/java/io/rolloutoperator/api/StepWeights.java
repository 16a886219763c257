package io.rolloutoperator.api;

import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What the {@code setWeight} steps of a canary ask for. Whoever shifts the traffic and whoever
 * tells of it read it here, or people would hear of another weight than the one that is meant.
 *
 * @param count of the steps, at least 0; none is a plain update
 * @param setBy the weight that a step sets, by its index from 0; empty if it sets none
 */
public record StepWeights(int count, IntFunction<Optional<Integer>> setBy) {

  /**
   * The weight in force: all traffic once no step is left, else the last one set at or before the
   * current step.
   *
   * @param index of the step to be completed, 0 to the number of steps: {@link StepIndex}
   * @param all the weight of all traffic
   */
  public int inForce(int index, int all) {
    return index >= count ? all : upTo(index);
  }

  /**
   * The last weight that is set by a step or one before it; 0 if none is.
   *
   * @param last index of that step; before the first there is none
   */
  public int upTo(int last) {
    for (int i = last; i >= 0; i--) {
      Optional<Integer> weight = setBy.apply(i);
      if (weight.isPresent()) {
        return weight.get();
      }
    }
    return 0;
  }
}

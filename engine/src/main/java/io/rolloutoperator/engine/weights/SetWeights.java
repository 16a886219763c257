package io.rolloutoperator.engine.weights;

import io.rolloutoperator.api.StepIndex;
import io.rolloutoperator.api.StepWeights;
import io.rolloutoperator.api.rollout.CanaryStep;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code setWeight} steps say.
 *
 * @param steps of the canary; none is a plain update
 * @param currentStepIndex index of the step to be completed, from 0; the number of steps is "all
 *     done", null and what is out of range counts as 0
 * @param maxWeight the weight of all traffic, at least 1
 */
public record SetWeights(
    List<CanaryStep> steps, @Nullable Integer currentStepIndex, int maxWeight) {

  public SetWeights {
    steps = List.copyOf(steps);
  }

  /** Index of the current step, 0 to the number of steps. */
  public int index() {
    return StepIndex.within(currentStepIndex, steps.size());
  }

  /** Whether no step is left. */
  public boolean allDone() {
    return index() == steps.size();
  }

  /**
   * The weight in force: all traffic once no step is left, else the last one set at or before the
   * current step.
   */
  public int effective() {
    return inRange(asked().inForce(index(), maxWeight));
  }

  /** The weight that was in force before the current step. */
  public int beforeCurrent() {
    return inRange(asked().upTo(index() - 1));
  }

  /**
   * Walks all steps from the last back to the first, down to a weight that needs few pods.
   *
   * @param replicas pods that carry all traffic, at least 0
   * @param limit the weight's pods, rounded up, are fewer than this
   * @return 0 if no step is that small
   */
  public int walkBack(int replicas, int limit) {
    for (int i = steps.size() - 1; i >= 0; i--) {
      Integer weight = steps.get(i).setWeight();
      if (weight != null && Share.podsFor(inRange(weight), maxWeight, replicas) < limit) {
        return inRange(weight);
      }
    }
    return 0;
  }

  private StepWeights asked() {
    return new StepWeights(steps.size(), i -> Optional.ofNullable(steps.get(i).setWeight()));
  }

  private int inRange(int weight) {
    return Math.clamp(weight, 0, maxWeight);
  }
}

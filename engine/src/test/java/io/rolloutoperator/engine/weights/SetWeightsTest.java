package io.rolloutoperator.engine.weights;

import static io.rolloutoperator.engine.weights.Inputs.pause;
import static io.rolloutoperator.engine.weights.Inputs.setWeight;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.rollout.CanaryStep;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetWeightsTest {

  private static final List<CanaryStep> STEPS =
      List.of(pause(), setWeight(20), pause(), setWeight(60), setWeight(40), pause());

  @ParameterizedTest
  @CsvSource({
    // index, weight in force, weight before the step
    "0, 0, 0",
    "1, 20, 0",
    "2, 20, 20",
    "3, 60, 20",
    "4, 40, 60",
    "5, 40, 40",
    "6, 100, 40",
    "7, 0, 0",
    "99, 0, 0",
    "-3, 0, 0"
  })
  void theLastWeightUpToTheStepIsInForce(int index, int effective, int before) {
    SetWeights weights = new SetWeights(STEPS, index, 100);
    assertThat(weights.effective()).isEqualTo(effective);
    assertThat(weights.beforeCurrent()).isEqualTo(before);
  }

  @Test
  void anAbsentIndexIsTheFirstStep() {
    assertThat(new SetWeights(STEPS, null, 100).effective()).isZero();
  }

  @Test
  void withoutStepsAllTrafficIsMeant() {
    assertThat(new SetWeights(List.of(), null, 1000).effective()).isEqualTo(1000);
  }

  @Test
  void weightsOutOfRangeAreCut() {
    assertThat(new SetWeights(List.of(setWeight(140), pause()), 0, 100).effective()).isEqualTo(100);
    assertThat(new SetWeights(List.of(setWeight(-4), pause()), 0, 100).effective()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    // replicas, limit, weight: steps 20, 60, 40 from the last to the first
    "10, 10, 40",
    "10, 5, 40",
    "10, 4, 20",
    "10, 3, 20",
    "10, 2, 0",
    "10, 0, 0",
    "4, 2, 20",
    "0, 1, 40"
  })
  void walksBackToAWeightThatNeedsFewerPods(int replicas, int limit, int weight) {
    assertThat(new SetWeights(STEPS, 0, 100).walkBack(replicas, limit)).isEqualTo(weight);
  }
}

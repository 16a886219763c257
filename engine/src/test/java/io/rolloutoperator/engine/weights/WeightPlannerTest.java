package io.rolloutoperator.engine.weights;

import static io.rolloutoperator.engine.weights.Inputs.side;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rolloutoperator.engine.replicas.ProgressThreshold;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WeightPlannerTest {

  private static final ProgressThreshold HALF = new ProgressThreshold.Percent(50);

  static Stream<Arguments> situations() {
    return Stream.of(
        arguments("the step's weight", at(2).traffic(20, "v2"), 60, WeightReason.STEP),
        arguments("all steps are done", at(4).traffic(60, "v2"), 100, WeightReason.ALL_STEPS_DONE),
        arguments(
            "no steps at all", new Inputs().traffic(0, "v2"), 100, WeightReason.ALL_STEPS_DONE),
        arguments(
            "a maximum of 1000",
            new Inputs().maxWeight(1000).traffic(0, "v2"),
            1000,
            WeightReason.ALL_STEPS_DONE),
        arguments(
            "the step's pods are missing",
            at(2).waiting().traffic(20, "v2"),
            20,
            WeightReason.WAITING_FOR_REPLICAS),
        arguments(
            "pods of the first step are missing",
            at(0).waiting().traffic(0, "v2"),
            0,
            WeightReason.WAITING_FOR_REPLICAS),
        arguments(
            "a lower weight does not wait for pods",
            new Inputs().weights(60, 20).index(2).waiting().traffic(60, "v2"),
            20,
            WeightReason.WAITING_FOR_REPLICAS),
        arguments(
            "no canary pod is available",
            at(2).canary(0).traffic(20, "v2"),
            0,
            WeightReason.CANARY_UNAVAILABLE),
        arguments("aborted", at(2).aborted().traffic(60, "v2"), 0, WeightReason.ABORTED),
        arguments(
            "promoted", at(4).canary("v1", 10).traffic(100, "v1"), 0, WeightReason.FULLY_PROMOTED),
        arguments(
            "promoted while a pod restarts",
            at(4).canary("v1", 9).stable(9).traffic(100, "v1"),
            0,
            WeightReason.FULLY_PROMOTED),
        arguments(
            "full promotion keeps the weight",
            at(4).promoteFull().traffic(20, "v2"),
            20,
            WeightReason.PROMOTE_FULL),
        arguments(
            "full promotion with dynamic scale follows the pods",
            at(4).dynamic().promoteFull().canary(7).traffic(20, "v2"),
            70,
            WeightReason.PROMOTE_FULL),
        arguments(
            "the next revision waits for the traffic to leave",
            at(0).canary("v3", 5).traffic(60, "v2"),
            0,
            WeightReason.ANOTHER_REVISION),
        arguments(
            "the stable revision again",
            at(4).canary("v1", 10).traffic(60, "v2"),
            0,
            WeightReason.FULLY_PROMOTED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("situations")
  void findsTheWeight(String about, Inputs inputs, int weight, WeightReason reason) {
    WeightInput input = inputs.build();
    WeightDecision.Write write = written(inputs);
    assertThat(write.canary()).as(about).isEqualTo(weight);
    assertThat(write.stable()).as(about).isEqualTo(input.maxWeight() - weight);
    assertThat(write.reason()).as(about).isEqualTo(reason);
  }

  static Stream<Arguments> guards() {
    return Stream.of(
        arguments(
            "raise: stable has its share",
            at(2).stable(4).traffic(20, "v2"),
            60,
            WeightReason.STEP),
        arguments(
            "raise: half of stable's share by threshold",
            at(2).stable(2).threshold(HALF).traffic(20, "v2"),
            60,
            WeightReason.STEP),
        arguments(
            "raise: too few canary pods for a skipped step",
            at(3).waiting().canary(3).traffic(20, "v2"),
            20,
            WeightReason.CANARY_SHORT),
        arguments(
            "raise: half of them by threshold",
            at(3).waiting().canary(3).threshold(HALF).traffic(20, "v2"),
            60,
            WeightReason.WAITING_FOR_REPLICAS),
        arguments(
            "raise: a fixed number of canary pods",
            scaled().canary(1).traffic(0, "v2"),
            60,
            WeightReason.STEP),
        arguments(
            "raise: a fraction of a pod is a pod",
            new Inputs().weights(1).canary(1).traffic(0, "v2"),
            1,
            WeightReason.STEP),
        arguments(
            "lower: stable takes all",
            at(2).aborted().stable(10).traffic(60, "v2"),
            0,
            WeightReason.ABORTED),
        arguments(
            "lower: stable takes what it can",
            at(2).aborted().stable(9).traffic(60, "v2"),
            10,
            WeightReason.STABLE_TAKES_WHAT_IT_CAN),
        arguments(
            "lower: stable cannot take more",
            at(2).aborted().stable(2).traffic(60, "v2"),
            60,
            WeightReason.STABLE_SHORT),
        arguments(
            "lower: a threshold lets it",
            at(2).aborted().stable(9).threshold(HALF).traffic(60, "v2"),
            0,
            WeightReason.ABORTED),
        arguments(
            "lower: without canary pods too",
            at(2).canary(0).stable(5).traffic(60, "v2"),
            50,
            WeightReason.STABLE_TAKES_WHAT_IT_CAN),
        arguments(
            "lower: the stable Service still leads to the former stable",
            at(4).canary("v2", 10).stable(side("v2", 10, 10)).traffic(100, "v2"),
            100,
            WeightReason.STABLE_ELSEWHERE),
        arguments(
            "raise: the stable Service leads to nobody known",
            at(2).traffic(20, "v2").stableService("v0"),
            20,
            WeightReason.STABLE_ELSEWHERE),
        arguments(
            "lower: a stable Service without hash leads to stable too",
            at(2).aborted().traffic(60, "v2").stableService(""),
            0,
            WeightReason.ABORTED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("guards")
  void podsLimitTheWeight(String about, Inputs inputs, int weight, WeightReason reason) {
    WeightDecision.Write write = written(inputs);
    assertThat(write.canary()).as(about).isEqualTo(weight);
    assertThat(write.reason()).as(about).isEqualTo(reason);
  }

  @Test
  void nothingChangesWhileStableHasTooFewPods() {
    assertThat(at(2).stable(3).traffic(20, "v2").decide())
        .isEqualTo(new WeightDecision.Keep(WeightReason.STABLE_SHORT));
  }

  @Test
  void nothingChangesBeforeTheFirstDeploymentIsDone() {
    assertThat(at(0).stable(null).decide())
        .isEqualTo(new WeightDecision.Keep(WeightReason.NO_STABLE));
  }

  @Test
  void theCanaryHashMovesOnlyWithoutTraffic() {
    WeightDecision.Write leaves = written(at(0).canary("v3", 0).traffic(60, "v2"));
    assertThat(leaves.canary()).isZero();
    assertThat(leaves.canaryHash()).isEqualTo("v3");

    WeightDecision.Write partly = written(at(0).canary("v3", 0).stable(8).traffic(60, "v2"));
    assertThat(partly.canary()).isEqualTo(20);
    assertThat(partly.canaryHash()).isEqualTo("v2");
  }

  @Test
  void experimentsHaveTheirWeightBesideTheCanary() {
    WeightDecision.Write write = written(at(0).experiments(5, 10).traffic(20, "v2"));
    assertThat(write.canary()).isEqualTo(20);
    assertThat(write.stable()).isEqualTo(65);
    assertThat(write.additional()).extracting(a -> a.weight()).containsExactly(5, 10);
    assertThat(written(at(0).experiments(5).aborted().traffic(20, "v2")).additional()).isEmpty();
  }

  @Test
  void weightsOfExperimentsNeverMakeTheSumTooLarge() {
    WeightDecision.Write write = written(at(2).experiments(30, 30).traffic(20, "v2"));
    assertThat(write.canary()).isEqualTo(40);
    assertThat(write.stable()).isZero();
  }

  /**
   * Recorded abort of four replicas at 75 with a scaled-down stable: stable grows, weight falls,
   * canary shrinks.
   */
  @Test
  void dynamicAbortReturnsTrafficInSteps() {
    assertThat(dynamicAbort(3, 1, 75)).isEqualTo(75);
    assertThat(dynamicAbort(3, 2, 75)).isEqualTo(75);
    assertThat(dynamicAbort(3, 3, 75)).isEqualTo(25);
    assertThat(dynamicAbort(1, 3, 25)).isEqualTo(25);
    assertThat(dynamicAbort(1, 4, 25)).isZero();
    assertThat(dynamicAbort(0, 4, 0)).isZero();
  }

  @Test
  void dynamicRollbackLeavesTrafficOnThePreviousUntilStableHasGrown() {
    Inputs back =
        new Inputs()
            .replicas(4)
            .weights(25, 75)
            .index(4)
            .dynamic()
            .traffic(75, "v2")
            .previous(side("v2", 3, 3));
    WeightDecision.Write first = written(back.canary("v1", 1).stable(side("v1", 3, 1)));
    assertThat(first.canary()).isEqualTo(75);
    assertThat(first.canaryHash()).isEqualTo("v2");
    WeightDecision.Write second = written(back.canary("v1", 3).stable(side("v1", 3, 3)));
    assertThat(second.canary()).isEqualTo(25);
    assertThat(second.canaryHash()).isEqualTo("v2");
    WeightDecision.Write last = written(back.canary("v1", 4).stable(side("v1", 4, 4)));
    assertThat(last.canary()).isZero();
    assertThat(last.canaryHash()).isEqualTo("v1");
  }

  @Test
  void anUnknownWeightIsTakenForWhatStableCannotCarry() {
    assertThat(
            written(
                    new Inputs()
                        .replicas(4)
                        .weights(25, 75)
                        .dynamic()
                        .canary(3)
                        .stable(side("v1", 2, 2))
                        .aborted())
                .canary())
        .isEqualTo(50);
  }

  private static int dynamicAbort(int canary, int stable, int recorded) {
    return written(
            new Inputs()
                .replicas(4)
                .weights(25, 75)
                .dynamic()
                .canary(canary)
                .stable(side("v1", 4, stable))
                .aborted()
                .traffic(recorded, "v2"))
        .canary();
  }

  private static Inputs scaled() {
    return new Inputs().steps(Inputs.scale(null, 1, false), Inputs.setWeight(60)).index(1);
  }

  private static Inputs at(int index) {
    return new Inputs().weights(20, 60).index(index);
  }

  private static WeightDecision.Write written(Inputs inputs) {
    return switch (inputs.decide()) {
      case WeightDecision.Write write -> write;
      case WeightDecision.Keep keep -> throw new AssertionError("kept: " + keep);
    };
  }
}

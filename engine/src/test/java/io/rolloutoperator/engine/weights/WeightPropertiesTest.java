package io.rolloutoperator.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.rollout.CanaryStep;
import io.rolloutoperator.api.rollout.WeightDestination;
import io.rolloutoperator.engine.replicas.CanaryScale;
import io.rolloutoperator.engine.replicas.ObservedWeights;
import io.rolloutoperator.engine.replicas.ProgressThreshold;
import io.rolloutoperator.engine.replicas.RoutedCanary;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may never happen to traffic, in random situations. */
class WeightPropertiesTest {

  private static final int SITUATIONS = 100_000;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void weightsKeepTheRulesInEverySituation(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < SITUATIONS; i++) {
      WeightInput input = situation(random);
      if (WeightPlanner.decide(input) instanceof WeightDecision.Write write) {
        assertSumIsWhole(input, write);
        assertWithinSteps(input, write);
        assertRaisedOnlyWithPods(input, write);
        assertAbortIsMonotone(input, write);
        assertHashMovesWithoutTraffic(input, write);
        assertRepeatable(input, write);
      }
    }
  }

  private static void assertSumIsWhole(WeightInput input, WeightDecision.Write write) {
    int additional = write.additional().stream().mapToInt(WeightDestination::weight).sum();
    assertThat(write.canary()).as("%s", input).isNotNegative();
    assertThat(write.stable()).as("%s", input).isNotNegative();
    assertThat(write.canary() + write.stable() + additional)
        .as("%s", input)
        .isEqualTo(input.maxWeight());
  }

  /**
   * Never above the last weight set up to the current step, but where it only has not fallen yet.
   */
  private static void assertWithinSteps(WeightInput input, WeightDecision.Write write) {
    if (input.observed() == null && input.policy().dynamicStableScale()) {
      return; // an abort then assumes what stable cannot carry
    }
    boolean mayBeAll = input.state().promoteFull() || input.steps().allDone();
    int limit = mayBeAll ? input.maxWeight() : input.steps().effective();
    assertThat(write.canary())
        .as("%s", input)
        .isLessThanOrEqualTo(Math.max(limit, input.currentWeight()));
  }

  private static void assertRaisedOnlyWithPods(WeightInput input, WeightDecision.Write write) {
    int before = input.currentWeight();
    if (write.canary() > before) {
      int need = Share.podsFor(write.canary(), input.maxWeight(), input.replicas());
      int fixed =
          switch (CanaryScales.of(input)) {
            case CanaryScale.MatchTraffic _ -> need;
            case CanaryScale.Weight(int weight) ->
                Share.podsFor(weight, input.maxWeight(), input.replicas());
            case CanaryScale.Pods(int pods) -> pods;
          };
      int required = input.policy().threshold().required(Math.max(1, Math.min(need, fixed)));
      assertThat(input.canary().available())
          .as("%s -> %s", input, write)
          .isGreaterThanOrEqualTo(required);
    }
    Side stable = input.stable();
    boolean stableRises = write.canary() < before && write.additional().isEmpty();
    boolean otherPods =
        stable != null
            && input.observed() != null
            && !input.observed().canaryHash().equals(stable.hash());
    if (stable != null && stableRises && otherPods) {
      int need = Share.podsFor(write.stable(), input.maxWeight(), input.replicas());
      assertThat(stable.available())
          .as("%s -> %s", input, write)
          .isGreaterThanOrEqualTo(input.policy().threshold().required(need));
    }
  }

  private static void assertAbortIsMonotone(WeightInput input, WeightDecision.Write write) {
    if (input.state().aborted() && input.observed() != null) {
      assertThat(write.canary()).as("%s", input).isLessThanOrEqualTo(input.currentWeight());
    }
  }

  private static void assertHashMovesWithoutTraffic(WeightInput input, WeightDecision.Write write) {
    if (input.observed() != null && input.currentWeight() > 0 && write.canary() > 0) {
      assertThat(write.canaryHash()).as("%s", input).isEqualTo(input.observed().canaryHash());
    }
  }

  /** The same again once the weights are there, unless traffic has just left another revision. */
  private static void assertRepeatable(WeightInput input, WeightDecision.Write write) {
    if (input.leadsToAnother() || input.observed() == null) {
      return;
    }
    WeightInput next = appliedTo(input, write);
    WeightDecision again = WeightPlanner.decide(next);
    int weight =
        switch (again) {
          case WeightDecision.Write repeated -> repeated.canary();
          case WeightDecision.Keep _ -> write.canary();
        };
    assertThat(weight).as("%s -> %s -> %s", input, write, again).isEqualTo(write.canary());
  }

  private static WeightInput appliedTo(WeightInput input, WeightDecision.Write write) {
    return new WeightInput(
        input.replicas(),
        input.steps(),
        input.state(),
        input.policy(),
        input.canary(),
        input.stable(),
        input.previousCanary(),
        new ObservedTraffic(write.canary(), write.canaryHash(), write.stable(), "v1"),
        input.experiments());
  }

  /**
   * From every weight to 0 after an abort: pods and weights in turn, each one a pass behind the
   * other.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyAbortEndsAtZeroWithoutMissingPods(boolean dynamic) {
    for (int replicas = 1; replicas <= 12; replicas++) {
      for (int step = 1; step <= 100; step += 3) {
        assertAbortEnds(replicas, step, dynamic);
      }
    }
  }

  private static void assertAbortEnds(int replicas, int step, boolean dynamic) {
    int canary = Share.podsFor(step, 100, replicas);
    int stable = dynamic ? Share.podsFor(100 - step, 100, replicas) : replicas;
    int weight = step;
    for (int pass = 0; pass < 4 * replicas + 8; pass++) {
      Inputs inputs =
          new Inputs()
              .replicas(replicas)
              .weights(step / 2, step)
              .canary(canary)
              .stable(Inputs.side("v1", stable, stable))
              .aborted()
              .traffic(weight, "v2");
      WeightInput input = (dynamic ? inputs.dynamic() : inputs).build();
      if (WeightPlanner.decide(input) instanceof WeightDecision.Write write) {
        assertThat(write.canary()).isLessThanOrEqualTo(weight);
        weight = write.canary();
      }
      assertThat(canary).isGreaterThanOrEqualTo(Share.podsFor(weight, 100, replicas));
      assertThat(stable).isGreaterThanOrEqualTo(Share.podsFor(100 - weight, 100, replicas));
      var desired =
          new RoutedCanary(
                  replicas,
                  100,
                  CanaryScales.of(input),
                  dynamic,
                  null,
                  new ObservedWeights(weight, 100 - weight))
              .desired();
      canary = desired.canary();
      stable = desired.stable();
      assertThat(canary).isGreaterThanOrEqualTo(Share.podsFor(weight, 100, replicas));
      assertThat(stable).isGreaterThanOrEqualTo(Share.podsFor(100 - weight, 100, replicas));
    }
    assertThat(weight).as("weight of %s replicas from %s", replicas, step).isZero();
    assertThat(canary).isZero();
    assertThat(stable).isEqualTo(replicas);
  }

  private static WeightInput situation(Random random) {
    int replicas = random.nextInt(12);
    int maxWeight = random.nextInt(4) == 0 ? 1000 : 100;
    Inputs inputs = new Inputs().replicas(replicas).maxWeight(maxWeight);
    int steps = random.nextInt(6);
    for (int i = 0; i < steps; i++) {
      inputs.steps(step(random, maxWeight));
    }
    inputs.index(random.nextInt(steps + 1));
    inputs.canary(
        random.nextInt(8) == 0 ? "v1" : random.nextInt(4) == 0 ? "v3" : "v2",
        random.nextInt(replicas + 1));
    inputs.stable(random.nextInt(3) == 0 ? random.nextInt(replicas + 1) : replicas);
    if (random.nextInt(10) > 0) {
      inputs.traffic(random.nextInt(maxWeight + 1), random.nextInt(6) == 0 ? "v1" : "v2");
    }
    flags(random, inputs, maxWeight);
    return inputs.build();
  }

  private static void flags(Random random, Inputs inputs, int maxWeight) {
    if (random.nextInt(3) == 0) {
      inputs.waiting();
    }
    if (random.nextInt(4) == 0) {
      inputs.aborted();
    } else if (random.nextInt(6) == 0) {
      inputs.promoteFull();
    }
    if (random.nextInt(3) == 0) {
      inputs.dynamic();
    }
    if (random.nextInt(5) == 0) {
      inputs.experiments(random.nextInt(maxWeight), random.nextInt(20));
    }
    if (random.nextInt(4) == 0) {
      inputs.threshold(
          random.nextBoolean()
              ? new ProgressThreshold.Percent(random.nextInt(101))
              : new ProgressThreshold.Pods(random.nextInt(5)));
    }
  }

  private static CanaryStep step(Random random, int maxWeight) {
    return switch (random.nextInt(6)) {
      case 0 -> Inputs.pause();
      case 1 -> Inputs.scale(null, random.nextInt(5), false);
      case 2 -> Inputs.scale(random.nextInt(maxWeight + 1), null, false);
      case 3 -> Inputs.scale(null, null, true);
      default -> Inputs.setWeight(random.nextInt(maxWeight + 1));
    };
  }
}

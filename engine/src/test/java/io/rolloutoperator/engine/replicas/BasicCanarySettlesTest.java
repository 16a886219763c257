package io.rolloutoperator.engine.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever it begins with, it comes to the counts that are wanted, and rests there. */
class BasicCanarySettlesTest {

  private static final List<RollingLimit> LIMITS =
      List.of(
          new RollingLimit.Pods(0),
          new RollingLimit.Pods(1),
          new RollingLimit.Percent(25),
          new RollingLimit.Percent(100));

  @ParameterizedTest(name = "{0} replicas")
  @MethodSource("replicaCounts")
  void arrivesAtEveryWeightWithinTheLimits(int replicas) {
    for (RollingLimit surge : LIMITS) {
      for (RollingLimit unavailable : LIMITS) {
        for (int weight = 0; weight <= 100; weight++) {
          RollingSimulation simulation =
              new RollingSimulation(replicas, surge, unavailable).newRevision();
          for (int phase : new int[] {weight, 0, weight, 100}) {
            simulation.weight(phase).settle();
            assertArrived(simulation);
          }
        }
      }
    }
  }

  static Stream<Integer> replicaCounts() {
    return Stream.iterate(0, n -> n <= 20, n -> n + 1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void arrivesFromAnyStateInAnyOrderOfReadiness(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      RollingLimit surge = LIMITS.get(random.nextInt(LIMITS.size()));
      RollingLimit unavailable = LIMITS.get(random.nextInt(LIMITS.size()));
      RollingSimulation simulation = new RollingSimulation(random.nextInt(13), surge, unavailable);
      for (int revision = random.nextInt(4); revision > 0; revision--) {
        int spec = random.nextInt(13);
        simulation.addRevision(spec, random.nextInt(spec + 1));
      }
      if (random.nextInt(4) == 0) {
        simulation.promoted();
      }
      simulation.replicas(random.nextInt(13)).weight(random.nextInt(101)).settle(random);
      assertArrived(simulation);
    }
  }

  static Stream<Long> seeds() {
    return Stream.of(1L, 2L, 3L, 4L);
  }

  private static void assertArrived(RollingSimulation simulation) {
    BasicCanary canary = simulation.canary();
    Supplier<String> about = () -> canary + " " + simulation.log();
    DesiredCounts target = canary.target();
    assertThat(canary.canary().spec()).as(about).isEqualTo(target.canary());
    @Nullable ReplicaCounts stable = canary.stable();
    if (stable != null) {
      assertThat(stable.spec()).as(about).isEqualTo(target.stable());
    }
    assertThat(canary.old()).as(about).allMatch(o -> o.counts().spec() == 0);
    assertThat(canary.atDesired(new ProgressThreshold.All())).as(about).isTrue();
    assertThat(canary.next()).as(about).isEqualTo(target);
    assertThat(canary.cleanUp()).as(about).isEmpty();
  }
}

package io.rolloutoperator.engine.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BasicCanaryTest {

  private static final RollingLimit QUARTER = RollingLimit.ofAbsentField();
  private static final List<RollingLimit> LIMITS =
      List.of(pods(0), pods(1), percent(25), percent(100));
  private static final ProgressThreshold ALL = new ProgressThreshold.All();

  /** Recorded from the reference implementation: each line is one write of a ReplicaSet. */
  static Stream<Arguments> recordedSequences() {
    return Stream.of(
        recorded(
            "weight, pause, promotion",
            start(4).newRevision().weight(50).settle().weight(100).settle(),
            "R1=4 R2=0, R1=3 R2=0, R1=3 R2=2, R1=2 R2=2, R1=1 R2=2, R1=1 R2=4, R1=0 R2=4"),
        recorded(
            "no steps",
            start(4).newRevision().weight(100).settle(),
            "R1=4 R2=0, R1=3 R2=0, R1=3 R2=2, R1=2 R2=2, R1=2 R2=3, R1=1 R2=3, R1=1 R2=4, R1=0 R2=4"),
        recorded(
            "abort, retry, promotion",
            start(4)
                .newRevision()
                .weight(25)
                .settle()
                .weight(50)
                .settle()
                .weight(0)
                .settle()
                .weight(25)
                .settle()
                .weight(100)
                .settle(),
            "R1=4 R2=0, R1=3 R2=0, R1=3 R2=1, R1=2 R2=1, R1=2 R2=2, R1=3 R2=2, R1=3 R2=1, R1=4 R2=1, R1=4 R2=0, R1=3 R2=0,"
                + " R1=3 R2=1, R1=2 R2=1, R1=2 R2=3, R1=1 R2=3, R1=1 R2=4, R1=0 R2=4"),
        recorded(
            "one replica",
            start(1).newRevision().weight(10).settle().weight(51).settle().weight(100).settle(),
            "R1=1 R2=0, R1=1 R2=1, R1=0 R2=1"),
        recorded(
            "three replicas",
            start(3)
                .newRevision()
                .weight(10)
                .settle()
                .weight(35)
                .settle()
                .weight(67)
                .settle()
                .weight(90)
                .settle()
                .weight(100)
                .settle(),
            "R1=3 R2=0, R1=3 R2=1, R1=2 R2=1, R1=2 R2=2, R1=1 R2=2, R1=1 R2=3, R1=0 R2=3"),
        recorded(
            "both limits rounded to 0",
            new RollingSimulation(2, pods(0), percent(10))
                .newRevision()
                .weight(50)
                .settle()
                .weight(100)
                .settle(),
            "R1=2 R2=0, R1=1 R2=0, R1=1 R2=1, R1=0 R2=1, R1=0 R2=2"),
        recorded(
            "surge 0",
            new RollingSimulation(5, pods(0), pods(1))
                .newRevision()
                .weight(40)
                .settle()
                .weight(100)
                .settle(),
            "R1=5 R2=0, R1=4 R2=0, R1=4 R2=1, R1=3 R2=1, R1=3 R2=2, R1=2 R2=2, R1=2 R2=3, R1=1 R2=3, R1=1 R2=4, R1=0 R2=4,"
                + " R1=0 R2=5"),
        recorded(
            "unavailable 0",
            new RollingSimulation(5, pods(1), pods(0))
                .newRevision()
                .weight(20)
                .settle()
                .weight(60)
                .settle()
                .weight(100)
                .settle(),
            "R1=5 R2=0, R1=5 R2=1, R1=4 R2=1, R1=4 R2=2, R1=3 R2=2, R1=3 R2=3, R1=2 R2=3, R1=2 R2=4, R1=1 R2=4, R1=1 R2=5,"
                + " R1=0 R2=5"),
        recorded(
            "scaled up and down at a pause",
            start(4)
                .newRevision()
                .weight(50)
                .settle()
                .replicas(6)
                .settle()
                .replicas(2)
                .settle()
                .weight(100)
                .settle(),
            "R1=4 R2=0, R1=3 R2=0, R1=3 R2=2, R1=2 R2=2, R1=3 R2=2, R1=3 R2=3, R1=2 R2=3, R1=2 R2=1, R1=1 R2=1, R1=1 R2=2,"
                + " R1=0 R2=2"),
        recorded(
            "scaled to one at a pause",
            start(3).newRevision().weight(50).settle().replicas(1).settle(),
            "R1=3 R2=0, R1=3 R2=1, R1=2 R2=1, R1=2 R2=2, R1=1 R2=2, R1=1 R2=1"),
        recorded(
            "no replicas, then two",
            start(0).newRevision().weight(50).settle().replicas(2).settle(),
            "R1=0 R2=0, R1=1 R2=0, R1=1 R2=1"),
        recorded(
            "a third revision, then all to it",
            start(4)
                .newRevision()
                .weight(25)
                .settle()
                .weight(75)
                .settle()
                .newRevision()
                .weight(25)
                .settle()
                .weight(100)
                .settle(),
            "R1=4 R2=0, R1=3 R2=0, R1=3 R2=1, R1=2 R2=1, R1=2 R2=3, R1=1 R2=3, R1=1 R2=3 R3=0, R1=2 R2=3 R3=0,"
                + " R1=2 R2=2 R3=0, R1=3 R2=2 R3=0, R1=3 R2=1 R3=0, R1=3 R2=1 R3=1, R1=3 R2=0 R3=1, R1=2 R2=0 R3=1,"
                + " R1=2 R2=0 R3=3, R1=1 R2=0 R3=3, R1=1 R2=0 R3=4, R1=0 R2=0 R3=4"),
        recorded(
            "a revision whose pods never start gives way",
            badSecondRevision().newRevision().settle().weight(100).settle(),
            "R1=2 R2=0, R1=2 R2=1, R1=2 R2=1 R3=0, R1=2 R2=0 R3=0, R1=2 R2=0 R3=1, R1=1 R2=0 R3=1, R1=1 R2=0 R3=2,"
                + " R1=0 R2=0 R3=2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordedSequences")
  void writesTheRecordedSequence(String about, RollingSimulation simulation, String expected) {
    assertThat(simulation.log()).as(about).containsExactly(expected.split(", "));
  }

  @Test
  void growsToAllReplicasWithoutStable() {
    assertThat(new BasicCanary(5, limits(5), 0, ReplicaCounts.NONE, null, List.of()).next())
        .isEqualTo(new DesiredCounts(0, 5));
  }

  /**
   * Canary pods above the weight go; so does the stable pod that would exceed the allowed total.
   */
  @Test
  void takesBackPodsOfAHigherWeight() {
    RollingSimulation simulation = start(4).addRevision(3, 0).weight(50);
    assertThat(simulation.canary().next()).isEqualTo(new DesiredCounts(3, 2));
  }

  @ParameterizedTest
  @CsvSource({
    // replicas, weight, surge, canary, stable
    "10, 0, 1, 0, 10",
    "10, 100, 1, 10, 0",
    "10, 10, 1, 1, 9",
    "10, 1, 1, 1, 10",
    "10, 1, 0, 1, 9",
    "10, 99, 1, 10, 1",
    "10, 99, 0, 9, 1",
    "2, 50, 0, 1, 1",
    "3, 50, 0, 2, 1",
    "3, 50, 1, 2, 2",
    "4, 30, 1, 1, 3",
    "1, 50, 0, 1, 0",
    "1, 49, 0, 0, 1",
    "1, 50, 1, 1, 1",
    "1, 1, 1, 1, 1",
    "2, 99, 0, 1, 1",
    // half-way counts are only rounded up: with a surge of 0 and no room above, no candidate is
    // left
    "2, 75, 0, 0, 2",
    "5, 90, 0, 0, 5",
    "0, 40, 1, 0, 0",
    "5, 90, 1, 5, 1",
    "2147483647, 50, 0, 1073741824, 1073741823",
    "2147483647, 100, 1, 2147483647, 0",
    "2147483647, 1, 2147483647, 21474836, 2126008811"
  })
  void approximatesTheWeight(int replicas, int weight, int surge, int canary, int stable) {
    BasicCanary update =
        new BasicCanary(
            replicas,
            new RollingLimits(surge, 0),
            weight,
            ReplicaCounts.NONE,
            ReplicaCounts.NONE,
            List.of());
    assertThat(update.target()).isEqualTo(new DesiredCounts(stable, canary));
  }

  @Test
  void doesNotOverflowAtTheLargestCounts() {
    int max = Integer.MAX_VALUE;
    ReplicaCounts full = new ReplicaCounts(max, max, max);
    RollingLimits limits = RollingLimits.resolve(max, percent(100), percent(100));
    List<OldReplicaSet> old =
        List.of(new OldReplicaSet("a", 1, full), new OldReplicaSet("b", 2, full));
    assertThat(limits).isEqualTo(new RollingLimits(max, max));
    assertThat(new BasicCanary(max, limits, 50, full, full, old).next())
        .isEqualTo(new DesiredCounts(max, max));
    assertThat(new BasicCanary(max, limits, 50, full, full, old).cleanUp())
        .containsExactly(new OldReplicaSetScale("b", 0), new OldReplicaSetScale("a", 0));
    assertThat(new BasicCanary(max, limits, 100, ReplicaCounts.NONE, full, List.of()).next())
        .isEqualTo(new DesiredCounts(0, max));
  }

  @Test
  void oldReplicaSetsLoseUnavailablePodsFirstThenTheNewestItsSparePods() {
    List<OldReplicaSet> old =
        List.of(
            new OldReplicaSet("first", 1, new ReplicaCounts(3, 3, 2)),
            new OldReplicaSet("second", 2, new ReplicaCounts(4, 4, 3)),
            new OldReplicaSet("empty", 3, ReplicaCounts.NONE));
    BasicCanary update =
        new BasicCanary(
            10, new RollingLimits(1, 2), 10, ReplicaCounts.NONE, new ReplicaCounts(5, 5, 4), old);
    assertThat(update.cleanUp())
        .containsExactly(new OldReplicaSetScale("second", 2), new OldReplicaSetScale("first", 2));
  }

  /** Pods that are going already do not count as spare. */
  @Test
  void oldReplicaSetsKeepTheirPodsWhileOthersAreGoing() {
    List<OldReplicaSet> old = List.of(new OldReplicaSet("old", 1, new ReplicaCounts(1, 1, 1)));
    BasicCanary update =
        new BasicCanary(
            4, new RollingLimits(1, 1), 0, ReplicaCounts.NONE, new ReplicaCounts(2, 4, 4), old);
    assertThat(update.cleanUp()).isEmpty();
  }

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

  @ParameterizedTest
  @CsvSource({
    // canary spec, available, stable spec, current, old available, percent (0: none), at desired
    "2, 2, 2, 2, 0, 0, true", "2, 1, 2, 2, 0, 0, false", "1, 1, 2, 2, 0, 0, false",
        "2, 2, 3, 3, 0, 0, false",
    "2, 2, 2, 3, 0, 0, false", "2, 2, 2, 2, 1, 0, false", "2, 1, 2, 2, 0, 50, true",
        "2, 0, 2, 2, 0, 50, false",
    "2, 0, 2, 2, 0, 1, false", "2, 1, 3, 3, 0, 50, false", "2, 1, 2, 2, 1, 50, false"
  })
  void knowsWhenTheStepsPodsAreThere(
      int canary,
      int available,
      int stable,
      int current,
      int oldAvailable,
      int percent,
      boolean expected) {
    List<OldReplicaSet> old =
        List.of(
            new OldReplicaSet(
                "old", 1, new ReplicaCounts(oldAvailable, oldAvailable, oldAvailable)));
    BasicCanary update =
        new BasicCanary(
            4,
            new RollingLimits(1, 1),
            50,
            new ReplicaCounts(canary, canary, available),
            new ReplicaCounts(stable, current, Math.min(stable, current)),
            old);
    ProgressThreshold threshold = percent == 0 ? ALL : new ProgressThreshold.Percent(percent);
    assertThat(update.atDesired(threshold)).isEqualTo(expected);
  }

  /**
   * Four replicas, none may be missing: the fourth stable pod stays until the second canary pod is
   * there.
   */
  @Test
  void aThresholdDoesNotWaitForStablePodsThatHaveToStay() {
    BasicCanary update =
        new BasicCanary(
            4,
            new RollingLimits(1, 0),
            50,
            new ReplicaCounts(2, 2, 1),
            new ReplicaCounts(3, 3, 3),
            List.of());
    assertThat(update.next()).isEqualTo(new DesiredCounts(3, 2));
    assertThat(update.atDesired(new ProgressThreshold.Percent(50))).isTrue();
    assertThat(update.atDesired(ALL)).isFalse();
  }

  private static void assertArrived(RollingSimulation simulation) {
    BasicCanary canary = simulation.canary();
    DesiredCounts target = canary.target();
    assertThat(canary.canary().spec())
        .as("%s %s", canary, simulation.log())
        .isEqualTo(target.canary());
    @Nullable ReplicaCounts stable = canary.stable();
    if (stable != null) {
      assertThat(stable.spec()).as("%s %s", canary, simulation.log()).isEqualTo(target.stable());
    }
    assertThat(canary.old()).as("%s", simulation.log()).allMatch(o -> o.counts().spec() == 0);
    assertThat(canary.atDesired(ALL)).as("%s", canary).isTrue();
    assertThat(canary.next()).isEqualTo(target);
    assertThat(canary.cleanUp()).isEmpty();
  }

  private static RollingSimulation badSecondRevision() {
    RollingSimulation simulation = start(2).newRevision().weight(50);
    simulation.pass();
    return simulation;
  }

  private static RollingSimulation start(int replicas) {
    return new RollingSimulation(replicas, QUARTER, QUARTER);
  }

  private static RollingLimits limits(int replicas) {
    return RollingLimits.resolve(replicas, QUARTER, QUARTER);
  }

  private static RollingLimit pods(int pods) {
    return new RollingLimit.Pods(pods);
  }

  private static RollingLimit percent(int percent) {
    return new RollingLimit.Percent(percent);
  }

  private static Arguments recorded(String about, RollingSimulation simulation, String sequence) {
    return arguments(about, simulation, sequence);
  }
}

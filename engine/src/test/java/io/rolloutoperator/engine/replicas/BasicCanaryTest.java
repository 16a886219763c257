package io.rolloutoperator.engine.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasicCanaryTest {

  private static final RollingLimit QUARTER = RollingLimit.ofAbsentField();
  private static final RollingLimit WHOLE = new RollingLimit.Percent(100);
  private static final ProgressThreshold ALL = new ProgressThreshold.All();

  @Test
  void growsToAllReplicasWithoutStable() {
    assertThat(
            new BasicCanary(
                    5,
                    RollingLimits.resolve(5, QUARTER, QUARTER),
                    0,
                    ReplicaCounts.NONE,
                    null,
                    List.of())
                .next())
        .isEqualTo(new DesiredCounts(0, 5));
  }

  /**
   * Canary pods above the weight go; so does the stable pod that would exceed the allowed total.
   */
  @Test
  void takesBackPodsOfAHigherWeight() {
    RollingSimulation simulation = RollingSimulation.start(4).addRevision(3, 0).weight(50);
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
    RollingLimits limits = RollingLimits.resolve(max, WHOLE, WHOLE);
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
}

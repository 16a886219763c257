package io.rolloutoperator.engine.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutedCanaryTest {

  private static final int ALL = 100;

  @ParameterizedTest
  @CsvSource({
    // replicas, weight, weight the canary has, canary pods
    "4, 0, 0, 0",
    "4, 5, 0, 1",
    "4, 50, 5, 2",
    "4, 100, 50, 4",
    "10, 1, 0, 1",
    "10, 91, 0, 10",
    "0, 50, 50, 0",
    "2147483647, 99, 0, 2126008811",
    // a lowered weight keeps the pods until the routes have it
    "4, 20, 80, 4",
    "4, 20, 20, 1",
    "4, 0, 50, 2"
  })
  void canaryHasThePodsOfItsTraffic(int replicas, int weight, int observed, int canary) {
    assertThat(
            routed(
                    replicas,
                    match(weight),
                    false,
                    null,
                    new ObservedWeights(observed, ALL - observed))
                .desired())
        .isEqualTo(new DesiredCounts(replicas, canary));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "5, 2", "50, 2", "75, 3", "100, 4"})
  void aReplicaSetWithPodsHasAtLeastMinPods(int weight, int canary) {
    assertThat(routed(4, match(weight), false, 2, ObservedWeights.allStable(ALL)).desired())
        .isEqualTo(new DesiredCounts(4, canary));
  }

  @Test
  void minPodsAreNeverMoreThanTheReplicas() {
    assertThat(routed(3, match(10), false, 9, ObservedWeights.allStable(ALL)).desired())
        .isEqualTo(new DesiredCounts(3, 3));
  }

  @ParameterizedTest
  @CsvSource({
    // pods, dynamic, observed canary weight, canary, stable
    "3, false, 0, 3, 2",
    "1, false, 0, 1, 2",
    "0, false, 0, 0, 2",
    "0, false, 50, 1, 2",
    "1, true, 0, 2, 2",
    "9, true, 0, 9, 2"
  })
  void aFixedNumberOfPodsStands(int pods, boolean dynamic, int observed, int canary, int stable) {
    assertThat(
            routed(
                    2,
                    new CanaryScale.Pods(pods),
                    dynamic,
                    2,
                    new ObservedWeights(observed, ALL - observed))
                .desired())
        .isEqualTo(new DesiredCounts(stable, canary));
  }

  @ParameterizedTest
  @CsvSource({"50, 0, 2", "10, 80, 1", "0, 80, 1", "0, 0, 0"})
  void aFixedShareOfPodsStandsWhateverTheTraffic(int weight, int observed, int canary) {
    assertThat(
            routed(
                    4,
                    new CanaryScale.Weight(weight),
                    false,
                    null,
                    new ObservedWeights(observed, ALL - observed))
                .desired())
        .isEqualTo(new DesiredCounts(4, canary));
  }

  @ParameterizedTest
  @CsvSource({
    // weight, observed canary and stable weight, stable, canary: four replicas
    "25, 0, 100, 4, 1",
    "25, 25, 75, 3, 1",
    "75, 25, 75, 3, 3",
    "75, 75, 25, 1, 3",
    "100, 75, 25, 1, 4",
    "100, 100, 0, 0, 4",
    // recorded abort at 75: stable grows first, then weight goes back, then the canary shrinks
    "25, 75, 25, 3, 3",
    "25, 25, 75, 3, 1",
    "0, 25, 75, 4, 1",
    "0, 0, 100, 4, 0"
  })
  void stableShrinksOnePassBehindTheTraffic(
      int weight, int canaryWeight, int stableWeight, int stable, int canary) {
    assertThat(
            routed(4, match(weight), true, null, new ObservedWeights(canaryWeight, stableWeight))
                .desired())
        .isEqualTo(new DesiredCounts(stable, canary));
  }

  @Test
  void weightsOfAHundredMillionDoNotOverflow() {
    int all = 100_000_000;
    RoutedCanary routed =
        new RoutedCanary(
            Integer.MAX_VALUE, all, match(all), true, null, new ObservedWeights(all, all));
    assertThat(routed.desired()).isEqualTo(new DesiredCounts(Integer.MAX_VALUE, Integer.MAX_VALUE));
  }

  /** No state loses pods of a share that the routes still give. */
  @Test
  void bothSidesKeepThePodsOfTheirPresentTraffic() {
    for (int replicas = 0; replicas <= 20; replicas++) {
      for (int weight = 0; weight <= ALL; weight++) {
        for (int observed = 0; observed <= ALL; observed++) {
          DesiredCounts desired =
              routed(
                      replicas,
                      match(weight),
                      true,
                      null,
                      new ObservedWeights(observed, ALL - observed))
                  .desired();
          assertThat(desired.canary())
              .isGreaterThanOrEqualTo(Math.ceilDiv(replicas * Math.max(observed, weight), ALL));
          assertThat(desired.stable())
              .isGreaterThanOrEqualTo(
                  Math.ceilDiv(replicas * (ALL - Math.min(observed, weight)), ALL));
          assertThat(desired.canary() + desired.stable()).isLessThanOrEqualTo(2 * replicas);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // canary spec, available, stable spec, current, percent (0: none), dynamic, at desired
    "2, 2, 4, 4, 0, false, true", "2, 1, 4, 4, 0, false, false", "1, 1, 4, 4, 0, false, false",
    "3, 3, 4, 4, 0, false, false", "2, 2, 3, 3, 0, false, false", "2, 2, 4, 3, 0, false, false",
    "2, 2, 1, 1, 0, true, true", "2, 1, 4, 4, 50, false, true", "2, 0, 4, 4, 50, false, false"
  })
  void knowsWhenTheStepsPodsAreThere(
      int spec,
      int available,
      int stable,
      int current,
      int percent,
      boolean dynamic,
      boolean expected) {
    ProgressThreshold threshold =
        percent == 0 ? new ProgressThreshold.All() : new ProgressThreshold.Percent(percent);
    assertThat(
            routed(4, match(50), dynamic, null, ObservedWeights.allStable(ALL))
                .atDesired(
                    new ReplicaCounts(spec, spec, available),
                    new ReplicaCounts(stable, current, current),
                    threshold))
        .isEqualTo(expected);
  }

  private static CanaryScale match(int weight) {
    return new CanaryScale.MatchTraffic(weight);
  }

  private static RoutedCanary routed(
      int replicas,
      CanaryScale scale,
      boolean dynamic,
      @Nullable Integer minPods,
      ObservedWeights observed) {
    return new RoutedCanary(replicas, ALL, scale, dynamic, minPods, observed);
  }
}

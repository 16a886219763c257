package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** One release with a route and analyses, whose operator is killed again and again on the way. */
@RequiresCluster
@Order(1) // begins early, as it takes long
class KilledReleaseIT {
  private static final int COUNT = 3;
  private static final List<String> WEIGHTS = List.of("100 0", "80 20", "40 60", "0 100", "100 0");
  private static final ScriptedPrometheus prometheus = ScriptedPrometheus.open();

  /** A point of the release; what is reached stays reached. */
  private record Point(String name, BooleanSupplier reached) {}

  private final TestNamespace namespace;
  private final ShippedOperator operator;

  KilledReleaseIT(TestNamespace namespace) {
    this.namespace = namespace;
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.add("--leader-elect=false");
    this.operator = ShippedOperator.startProcess(namespace, flags.toArray(String[]::new));
  }

  @AfterAll
  static void close() {
    prometheus.close();
  }

  @Test
  void aReleaseKilledAtEveryPointMakesAndCountsEverythingOnce() {
    LiveRoute route = LiveRoute.apply(namespace, "shop");
    LiveRollout shop = judged(route);
    try (WeightLog log = new WeightLog(route)) {
      namespace.await("the route is watched", () -> !log.weights().isEmpty());
      shop.version("v2");
      points(shop, log).forEach(this::killAt);
      shop.awaitPhase("Healthy");
      namespace.await("all traffic is stable's", () -> log.weights().size() == WEIGHTS.size());
      assertThat(log.weights()).containsExactlyElementsOf(WEIGHTS);
    }
    assertThat(shop.scales()).endsWith("2=5");
    assertThat(shop.hashes()).hasSize(2).doesNotHaveDuplicates();
    assertThat(route.selected("stable")).isEqualTo(shop.hashes().getLast());
    everythingIsMeasuredOnce(shop);
  }

  private LiveRollout judged(LiveRoute route) {
    prometheus.answers("background", Integer::toString);
    prometheus.template(namespace, "background", "count: %d, interval: 1s".formatted(COUNT));
    prometheus.answers("step", Integer::toString);
    prometheus.template(namespace, "step", "count: %d, interval: 1s".formatted(COUNT));
    return LiveRollout.deploy(
        namespace,
        "shop",
        5,
        route.strategy(
            "[{setWeight: 20}, {analysis: {templates: [{templateName: step}]}}, {setWeight: 60},"
                + " {pause: {duration: 2s}}]",
            ", analysis: {templates: [{templateName: background}]}"));
  }

  private static List<Point> points(LiveRollout shop, WeightLog log) {
    return List.of(
        new Point("update wanted", () -> true),
        new Point("ReplicaSet created", () -> shop.replicaSets().size() == 2),
        new Point("background run created", () -> !shop.analysisRuns().isEmpty()),
        new Point("first weight", () -> log.weights().contains(WEIGHTS.get(1))),
        new Point("step run created", () -> shop.analysisRuns().size() == 2),
        new Point("first measurement", () -> measured(shop) >= 1),
        new Point("analysis over", () -> shop.step() >= 2),
        new Point("second weight", () -> log.weights().contains(WEIGHTS.get(2))),
        new Point("paused", () -> shop.step() >= 3),
        new Point("all traffic", () -> log.weights().contains(WEIGHTS.get(3))));
  }

  private static int measured(LiveRollout shop) {
    return LiveRun.of(shop).stream()
        .filter(run -> run.name().endsWith("-1"))
        .mapToInt(run -> run.values().size())
        .sum();
  }

  private void killAt(Point point) {
    Awaitility.await(point.name())
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(point.reached()::getAsBoolean);
    long begin = System.nanoTime();
    operator.crash();
    System.out.printf(
        "killed at %s: ready again after %d ms%n",
        point.name(), Duration.ofNanos(System.nanoTime() - begin).toMillis());
  }

  /** A kill may cost an answer that was not written yet, never make one count twice. */
  private static void everythingIsMeasuredOnce(LiveRollout shop) {
    List<LiveRun> runs = LiveRun.of(shop);
    assertThat(runs).extracting(LiveRun::phase).containsExactly("Successful", "Successful");
    for (LiveRun run : runs) {
      assertThat(run.values()).as(run.name()).hasSize(COUNT).doesNotHaveDuplicates();
      assertThat(run.number("count")).isEqualTo(COUNT);
      assertThat(run.number("successful")).isEqualTo(COUNT);
    }
  }
}

package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The process is killed at each point of an update, and its successor carries on. */
@RequiresCluster
@Order(1) // begins early, as it takes long
class CrashIT {
  private static final String STEPS =
      "{steps: [{setWeight: 50}, {pause: {duration: 1s}}, {setWeight: 100}, {pause: {duration:"
          + " 1s}}]}";
  private static final int COUNT = 4;

  /** A point of an update; the ones before the first step are told by the ReplicaSets. */
  private record Point(String name, Predicate<LiveRollout> reached) {
    static Point step(int index) {
      return new Point("step " + index, rollout -> updating(rollout) && rollout.step() >= index);
    }

    private static boolean updating(LiveRollout rollout) {
      JsonNode status = rollout.status();
      return !status.path("stableRS").asText().equals(status.path("currentPodHash").asText())
          || status.path("phase").asText().equals("Healthy");
    }
  }

  private final TestNamespace namespace;
  private final ShippedOperator operator;

  CrashIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.operator = ShippedOperator.startProcess(namespace, "--leader-elect=false");
  }

  @Test
  void anUpdateKilledAtAnyPointEndsHealthyWithOneReplicaSetForEachVersion() {
    LiveRollout web = LiveRollout.deploy(namespace, "web", 2, STEPS);
    List<Point> points =
        List.of(
            new Point("update wanted", _ -> true),
            new Point("ReplicaSet created", rollout -> rollout.scales().matches(".*=.*=.*")),
            Point.step(0),
            Point.step(1),
            new Point("paused", rollout -> rollout.phase().equals("Paused")),
            Point.step(2),
            Point.step(3),
            Point.step(COUNT));
    int version = 1;
    for (Point point : points) {
      version++;
      killAt(web, point, version);
    }
  }

  private void killAt(LiveRollout web, Point point, int version) {
    long begin = System.nanoTime();
    int before = web.replicaSets().size();
    web.version("v" + version);
    Awaitility.await(point.name())
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () ->
                point.name().equals("update wanted")
                    || (web.replicaSets().size() > before && point.reached().test(web)));
    String found = "step " + web.step() + " " + web.phase();
    operator.crash();
    web.awaitPhase("Healthy");

    System.out.printf(
        "killed at %s (%s): healthy after %d ms%n",
        point.name(), found, Duration.ofNanos(System.nanoTime() - begin).toMillis());
    assertThat(web.step()).isEqualTo(COUNT);
    assertThat(web.hashes()).as("one ReplicaSet for each version").hasSize(version);
    assertThat(web.hashes()).doesNotHaveDuplicates();
    assertThat(web.replicaSets()).extracting(LiveRollout::revision).doesNotHaveDuplicates();
    assertThat(web.scales()).endsWith(version + "=2");
  }
}

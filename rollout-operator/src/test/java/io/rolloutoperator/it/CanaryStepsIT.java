package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.OnAnyCluster;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Weights and pauses, by numbers of pods and by routes. */
@RequiresCluster
@OnAnyCluster
@ExpectWarnings("RolloutAborted")
@Execution(ExecutionMode.CONCURRENT)
class CanaryStepsIT {
  private static final String STEPS =
      "[{setWeight: 20}, {pause: {}}, {setWeight: 60}, {pause: {}}]";

  private final TestNamespace namespace;

  CanaryStepsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    ShippedOperator.start(namespace);
  }

  @Test
  void weightsAreSharesOfPodsWithoutARouter() {
    LiveRollout web =
        LiveRollout.deploy(
            namespace,
            "web",
            4,
            "{steps: [{setWeight: 25}, {pause: {}}, {setWeight: 50}, {pause: {}}, {setWeight:"
                + " 75}, {pause: {}}]}");
    web.version("v2");
    for (int canary = 1; canary <= 3; canary++) {
      web.awaitPausedAt(canary * 2 - 1);
      String scales = "1=%d 2=%d".formatted(4 - canary, canary);
      web.await(scales, _ -> web.scales().equals(scales));
      assertThat(web.status().path("pauseConditions").path(0).path("reason").asText())
          .isEqualTo("CanaryPauseStep");
      web.promote();
    }
    web.awaitPhase("Healthy");
    assertThat(web.scales()).isEqualTo("1=0 2=4");
    assertThat(web.step()).isEqualTo(6);
  }

  @Test
  void aRetryAfterAnAbortRaisesTheWeightsOfTheRouteAgain() {
    LiveRoute route = LiveRoute.apply(namespace, "again");
    LiveRollout again = route.deploy(5, STEPS);
    try (WeightLog log = new WeightLog(route)) {
      namespace.await("the log has begun", () -> log.weights().equals(List.of("100 0")));
      again.version("v2");
      again.awaitPausedAt(1);
      again.promote();
      again.awaitPausedAt(3);
      again.abort();
      again.awaitPhase("Degraded");
      again.await("all traffic is stable's", _ -> route.weights().equals("100 0"));

      again.retry();
      again.awaitPausedAt(1);
      assertThat(route.weights()).isEqualTo("80 20");
      again.promote();
      again.awaitPausedAt(3);
      again.promote();
      again.awaitPhase("Healthy");
      List<String> expected =
          List.of("100 0", "80 20", "40 60", "100 0", "80 20", "40 60", "0 100", "100 0");
      namespace.await("the weights are told", () -> log.weights().size() >= expected.size());
      assertThat(log.weights()).containsExactlyElementsOf(expected);
    }
    assertThat(again.replicaSets()).hasSize(2);
    assertThat(route.selected("stable")).isEqualTo(again.status().path("currentPodHash").asText());
    assertThat(again.status().has("abortedAt")).isFalse();
  }

  @Test
  void aTimedPauseEndsByItselfAndNotBefore() {
    LiveRollout timed =
        LiveRollout.deploy(
            namespace, "timed", 1, "{steps: [{setWeight: 50}, {pause: {duration: 3s}}]}");
    timed.version("v2");
    timed.awaitPausedAt(1);
    Instant since =
        Instant.parse(timed.status().path("pauseConditions").path(0).path("startTime").asText());
    timed.await("the pause is over", seen -> seen.path("status").path("pauseConditions").isEmpty());
    assertThat(Duration.between(since, Instant.now()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    timed.awaitPhase("Healthy");
  }

  @Test
  void weightsAreWrittenToTheRouteWithGatewayApiAndTakenBackAtPromotion() {
    LiveRoute route = LiveRoute.apply(namespace, "shop");
    LiveRollout shop = route.deploy(5, STEPS);
    assertThat(route.weights()).isEqualTo("100 0");
    shop.version("v2");
    shop.awaitPausedAt(1);
    assertThat(route.weights()).isEqualTo("80 20");
    JsonNode status = shop.status().path("canary").path("weights");
    assertThat(status.path("canary").path("weight").asInt()).isEqualTo(20);
    assertThat(status.path("canary").path("serviceName").asText()).isEqualTo("shop-canary");
    assertThat(status.path("stable").path("weight").asInt()).isEqualTo(80);
    assertThat(shop.scales()).as("the stable side keeps all its pods").isEqualTo("1=5 2=1");
    assertThat(route.selected("canary")).isEqualTo(shop.hashes().getLast());
    assertThat(route.selected("stable")).isEqualTo(shop.hashes().getFirst());

    shop.promote();
    shop.awaitPausedAt(3);
    assertThat(route.weights()).isEqualTo("40 60");
    shop.promote();
    shop.awaitPhase("Healthy");
    shop.await("the new stable side has it all", _ -> route.weights().equals("100 0"));
    assertThat(route.selected("stable")).isEqualTo(shop.hashes().getLast());
  }

  @Test
  void anAbortTakesTheWeightBackBeforeAnyPodGoes() {
    LiveRoute route = LiveRoute.apply(namespace, "bad");
    LiveRollout bad = route.deploy(5, STEPS);
    bad.version("v2");
    bad.awaitPausedAt(1);
    bad.abort();
    bad.awaitPhase("Degraded");
    bad.await("no weight", _ -> route.weights().equals("100 0"));
    assertThat(bad.scales()).as("kept until its delay is over").isEqualTo("1=5 2=1");
    // The selector follows once the route is seen to send the canary nothing.
    String stable = bad.hashes().getFirst();
    bad.await("canary's Service at stable", _ -> route.selected("canary").equals(stable));
  }
}

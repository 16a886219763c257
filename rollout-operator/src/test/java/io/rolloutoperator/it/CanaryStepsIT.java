package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
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
@ExpectWarnings("RolloutAborted")
@Execution(ExecutionMode.CONCURRENT)
class CanaryStepsIT {
  private static final String GATEWAY = "gateway.networking.k8s.io/v1";

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
    LiveRollout shop = routed("shop");
    assertThat(weights("shop")).isEqualTo("100 0");
    shop.version("v2");
    shop.awaitPausedAt(1);
    assertThat(weights("shop")).isEqualTo("80 20");
    JsonNode status = shop.status().path("canary").path("weights");
    assertThat(status.path("canary").path("weight").asInt()).isEqualTo(20);
    assertThat(status.path("canary").path("serviceName").asText()).isEqualTo("shop-canary");
    assertThat(status.path("stable").path("weight").asInt()).isEqualTo(80);
    assertThat(shop.scales()).as("the stable side keeps all its pods").isEqualTo("1=5 2=1");
    assertThat(selected("shop-canary")).isEqualTo(shop.hashes().getLast());
    assertThat(selected("shop-stable")).isEqualTo(shop.hashes().getFirst());

    shop.promote();
    shop.awaitPausedAt(3);
    assertThat(weights("shop")).isEqualTo("40 60");
    shop.promote();
    shop.awaitPhase("Healthy");
    shop.await("the new stable side has it all", _ -> weights("shop").equals("100 0"));
    assertThat(selected("shop-stable")).isEqualTo(shop.hashes().getLast());
  }

  @Test
  void anAbortTakesTheWeightBackBeforeAnyPodGoes() {
    LiveRollout bad = routed("bad");
    bad.version("v2");
    bad.awaitPausedAt(1);
    bad.abort();
    bad.awaitPhase("Degraded");
    bad.await("no weight", _ -> weights("bad").equals("100 0"));
    assertThat(bad.scales()).as("kept until its delay is over").isEqualTo("1=5 2=1");
    assertThat(selected("bad-canary")).isEqualTo(bad.hashes().getFirst());
  }

  private LiveRollout routed(String name) {
    for (String role : List.of("stable", "canary")) {
      namespace.apply(
          """
          {apiVersion: v1, kind: Service, metadata: {name: %1$s-%2$s},
           spec: {selector: {app: %1$s}, ports: [{port: 80, targetPort: 8080}]}}
          """
              .formatted(name, role));
    }
    namespace.apply(
        """
        apiVersion: %2$s
        kind: HTTPRoute
        metadata: {name: %1$s}
        spec:
          rules:
          - backendRefs:
            - {name: %1$s-stable, port: 80, weight: 100}
            - {name: %1$s-canary, port: 80, weight: 0}
        """
            .formatted(name, GATEWAY));
    return LiveRollout.deploy(
        namespace,
        name,
        5,
        """
        {stableService: %1$s-stable, canaryService: %1$s-canary,
         trafficRouting: {plugins: {argoproj-labs/gatewayAPI: {httpRoute: %1$s}}},
         steps: [{setWeight: 20}, {pause: {}}, {setWeight: 60}, {pause: {}}]}
        """
            .formatted(name)
            .replace("\n", " "));
  }

  /** Returns the stable side's weight and the canary's. */
  private String weights(String route) {
    JsonNode backends =
        namespace
            .read(GATEWAY, "HTTPRoute", route)
            .path("spec")
            .path("rules")
            .path(0)
            .path("backendRefs");
    return String.join(
        " ", Json.elements(backends).map(backend -> backend.path("weight").asText()).toList());
  }

  private String selected(String service) {
    return namespace
        .read("v1", "Service", service)
        .path("spec")
        .path("selector")
        .path("rollouts-pod-template-hash")
        .asText();
  }
}

package io.rolloutoperator.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.demo.OperatorProcess;
import io.rolloutoperator.testkit.dataplane.DataPlane;
import io.rolloutoperator.testkit.dataplane.PrometheusServer;
import io.rolloutoperator.testkit.dataplane.RequiresDataPlane;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.TestNamespace;
import io.rolloutoperator.testkit.load.LoadGenerator;
import io.rolloutoperator.testkit.load.LoadPlan;
import io.rolloutoperator.testkit.load.LoadReport;
import io.rolloutoperator.testkit.sample.SampleApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Every sample does what its comment says, as its file stands or with shorter times. They are
 * released at the same time, as nearly all of it is waiting.
 */
@RequiresDataPlane
@Execution(ExecutionMode.CONCURRENT)
// On a busy machine an answer to a probe takes longer than its second now and then.
@ExpectWarnings({
  "RolloutAborted",
  "AnalysisRunFailed",
  "MetricFailed",
  "ClusterIPNotAllocated",
  "Unhealthy"
})
class SamplesIT {

  /** Its two variants have the same name. */
  private static final String MY_APP = "my-app";

  private static TestNamespace namespace;
  private static DataPlane proxy;
  private static OperatorProcess operator;

  @BeforeAll
  static void start(TestNamespace namespace, DataPlane proxy, PrometheusServer prometheus)
      throws IOException {
    SamplesIT.namespace = namespace;
    SamplesIT.proxy = proxy;
    var plane = namespace.cluster().controlPlane();
    operator =
        OperatorProcess.start(
            namespace.identity(Files.readString(Path.of("../deploy/rbac.yaml"))).kubeconfig(),
            namespace.name(),
            prometheus.address(),
            plane.files().logs().resolve("samples-operator.log"));
  }

  @AfterAll
  static void stop() {
    operator.close();
  }

  @Test
  void basicCanaryAddsOnePodAtATimeAndNeverHasTooFew() throws Exception {
    SampleRollout rollout = SampleRollout.apply(namespace, "basic-canary.yaml");

    rollout.release("v2", 0);

    rollout.awaitPauseAt(1);
    assertThat(rollout.pods("v2")).isEqualTo(1);
    assertThat(rollout.pods("v1")).isEqualTo(3);
    rollout.awaitPauseAt(3);
    assertThat(rollout.pods("v2")).isEqualTo(2);
    rollout.awaitPromoted("v2", 4);
    rollout.delete();
  }

  @Test
  void manualPauseLastsUntilSomebodyPromotes() throws Exception {
    SampleRollout rollout = SampleRollout.apply(namespace, "manual-pause.yaml");
    rollout.release("v2", 0);
    rollout.awaitPauseAt(1);
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                rollout.pods("v2") == 1
                    && rollout.status().path("phase").asText().equals("Paused"));

    rollout.promote();

    rollout.awaitPromoted("v2", 5);
    rollout.delete();
  }

  @Test
  @ResourceLock(MY_APP)
  void myAppTakesItsTimeUnlessItIsPromoted() throws Exception {
    SampleRollout rollout = SampleRollout.apply(namespace, "my-app.yaml");
    try (LoadGenerator load = load(MY_APP)) {
      rollout.release("v2", 0);

      rollout.awaitPauseAt(1);
      assertThat(rollout.pods("v2")).isEqualTo(1);
      assertThat(rollout.pods("v1")).isEqualTo(9);
      rollout.until("background analysis runs", () -> phases(rollout).equals(List.of("Running")));
      rollout.promote();
      rollout.awaitPauseAt(3);
      assertThat(rollout.pods("v2")).isEqualTo(5);
      rollout.promote();
      rollout.awaitPromoted("v2", 10);
      rollout.until("analysis is over", () -> phases(rollout).equals(List.of("Successful")));
      assertThat(load.report()).matches(report -> report.failed() == 0, "no request failed");
    }
    rollout.delete();
  }

  @Test
  @ResourceLock(MY_APP)
  void myAppFastGoesOutByItself() throws Exception {
    SampleRollout rollout = SampleRollout.apply(namespace, "my-app-fast.yaml");
    try (LoadGenerator load = load(MY_APP)) {
      rollout.release("v2", 0);

      rollout.awaitPauseAt(1);
      rollout.awaitPauseAt(3);
      rollout.awaitPromoted("v2", 10);
      assertThat(load.report().version("v2").requests()).isPositive();
    }
    rollout.delete();
  }

  @Test
  void analysisStepPassesAGoodVersionAndAbortsABadOne() throws Exception {
    SampleRollout rollout = SampleRollout.applyShortened(namespace, "analysis-step.yaml");
    try (LoadGenerator load = load("judged")) {
      rollout.release("v2", 0);
      rollout.awaitPromoted("v2", 4);
      assertThat(phases(rollout)).containsExactly("Successful");

      rollout.release("v3", 0.5);

      rollout.awaitPhase("Degraded");
      assertThat(rollout.message())
          .contains("Step-based analysis phase error/failed")
          .contains("errors-of-new-version");
      rollout.until("v3 is gone", () -> rollout.pods("v3") == 0 && rollout.pods("v2") == 4);
      assertThat(load.report())
          .matches(report -> report.version("v2").failed() == 0, "no request to v2 failed");
    }
    rollout.delete();
  }

  @Test
  void gatewayApiCanarySplitsTheRequestsExactly() throws Exception {
    SampleRollout rollout = SampleRollout.applyShortened(namespace, "gateway-api-canary.yaml");
    try (LoadGenerator load = start("shop.example.com")) {
      rollout.release("v2", 0);
      rollout.awaitPauseAt(3);
      Instant half = Instant.now();
      rollout.awaitPromoted("v2", 3);

      LoadReport atHalf = load.between(half.plusSeconds(1), half.plusSeconds(8));
      assertThat(atHalf.share("v2")).isCloseTo(50, within(6.0));
      assertThat(load.report()).matches(report -> report.failed() == 0, "no request failed");
    }
    rollout.delete();
  }

  private static List<String> phases(SampleRollout rollout) throws Exception {
    return rollout.analysisRuns().stream()
        .map(run -> run.path("status").path("phase"))
        .map(JsonNode::asText)
        .toList();
  }

  /** Users of a sample that has a Service but no route: one is made for them. */
  private static LoadGenerator load(String service) {
    String host = service + ".example.com";
    namespace.apply(
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: users-of-%1$s}
        spec:
          hostnames: [%2$s]
          parentRefs: [{name: edge, namespace: edge}]
          rules:
          - backendRefs: [{name: %1$s, port: 80}]
        """
            .formatted(service, host));
    return start(host);
  }

  /** Starts the users once the proxy serves the host. */
  private static LoadGenerator start(String host) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              try (LoadGenerator probe =
                  LoadGenerator.start(plan(host, 50, Duration.ofMillis(200)))) {
                return probe.await().failed() == 0;
              }
            });
    return LoadGenerator.start(plan(host, 150, Duration.ofMinutes(3)));
  }

  private static LoadPlan plan(String host, double perSecond, Duration length) {
    return new LoadPlan(
        proxy.address(), host, SampleApp.VERSION_HEADER, perSecond, length, Duration.ofSeconds(5));
  }
}

package io.rolloutoperator.kube.analysisrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.it.PackagedOperator;
import io.rolloutoperator.testkit.cluster.FreePort;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.OperatorCommand;
import io.rolloutoperator.testkit.junit.OperatorIdentity;
import io.rolloutoperator.testkit.junit.OperatorProcess;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * AnalysisRuns on a real API server, worked on by the shipped process with no right but those of
 * the shipped manifests, and measured over real HTTP.
 */
@RequiresCluster
@ExpectWarnings({"MetricFailed", "AnalysisRunFailed", "AnalysisRunError", "MetricError"})
@Order(1) // begins early, as it takes long
class AnalysisRunIT {

  private static final String API = "argoproj.io/v1alpha1";

  private static final MetricEndpoint endpoint = MetricEndpoint.open();
  private static OperatorProcess operator;

  private final TestNamespace namespace;

  AnalysisRunIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void start(TestNamespace namespace) throws IOException {
    Path deploy = Path.of(Files.isDirectory(Path.of("deploy")) ? "deploy" : "../deploy");
    OperatorIdentity identity = namespace.identity(Files.readString(deploy.resolve("rbac.yaml")));
    namespace.apply(
        Files.readString(deploy.resolve("secrets-role.yaml"))
            .replace("namespace: argo-rollouts", "namespace: " + namespace.name()));
    operator = namespace.start(command(namespace, identity));
  }

  @AfterAll
  static void close() {
    endpoint.close();
  }

  @Test
  void aMetricIsMeasuredExactlyAsOftenAsItsCountSays() {
    run("counted", "count: 3\n    interval: 1s", "7");
    awaitPhase("counted", "Successful");
    JsonNode status = status("counted");
    JsonNode metric = status.path("metricResults").path(0);
    assertThat(endpoint.asked("counted")).hasSize(3);
    assertThat(metric.path("measurements")).hasSize(3);
    assertThat(metric.path("measurements").path(0).path("value").asText()).isEqualTo("7");
    assertThat(status.path("runSummary").toString()).isEqualTo("{\"count\":1,\"successful\":1}");
    assertThat(status.path("dryRunSummary").toString()).isEqualTo("{}");
    assertThat(status.path("completedAt").asText()).isNotEmpty();
  }

  @Test
  void anEndWithoutWarningLosesRepeatsAndResetsNothing() {
    run("survivor", "count: 5\n    interval: 2s", "7");
    awaitMeasurements("survivor", 2);
    String startedAt = status("survivor").path("startedAt").asText();
    operator.kill();
    namespace.await("the process ended", () -> !operator.running());
    operator.restart().awaitReady();
    awaitPhase("survivor", "Successful");
    assertThat(status("survivor").path("metricResults").path(0).path("measurements")).hasSize(5);
    assertThat(status("survivor").path("startedAt").asText()).isEqualTo(startedAt);
    assertThat(endpoint.asked("survivor")).hasSize(5);
  }

  @Test
  void aFailingAnswerIsInTheStatusBeforeTheNextMeasurement() {
    run("failing", "interval: 30s", "1");
    List<Duration> waits = new ArrayList<>();
    namespace.await(
        "Failed",
        () -> {
          boolean failed = phase("failing").equals("Failed");
          if (failed && waits.isEmpty()) {
            long asked = endpoint.asked("failing").getFirst();
            waits.add(Duration.ofNanos(System.nanoTime() - asked));
          }
          return failed;
        });
    System.out.printf(
        "failing answer seen in the status after %d ms%n", waits.getFirst().toMillis());
    assertThat(status("failing").path("message").asText())
        .isEqualTo("Metric \"m\" assessed Failed due to failed (1) > failureLimit (0)");
    assertThat(endpoint.asked("failing")).hasSize(1);
  }

  @Test
  void aRunThatCannotBeMeasuredSaysSoOnce() {
    run("invalid", "interval: soon", "7");
    awaitPhase("invalid", "Error");
    assertThat(status("invalid").path("message").asText())
        .startsWith("Analysis spec invalid: metrics[0]");
    assertThat(status("invalid").has("completedAt")).isFalse();
    assertThat(endpoint.asked("invalid")).isEmpty();
  }

  @Test
  void aRunEndsWhenItIsToldTo() {
    run("terminated", "interval: 60s", "7");
    awaitMeasurements("terminated", 1);
    namespace.patch(API, "AnalysisRun", "terminated", "spec: {terminate: true}");
    awaitPhase("terminated", "Successful");
    assertThat(status("terminated").path("message").asText()).isEqualTo("Run Terminated");
    assertThat(endpoint.asked("terminated")).hasSize(1);
  }

  @Test
  void aRunIsDeletedWhenItsTimeIsOver() {
    apply("mortal", "count: 1", "7", "ttlStrategy: {secondsAfterCompletion: 1}");
    awaitPhase("mortal", "Successful");
    namespace.await("deletion", () -> namespace.read(API, "AnalysisRun", "mortal").isMissingNode());
    assertThat(endpoint.asked("mortal")).hasSize(1);
  }

  @Test
  void whatOthersWroteIntoTheStatusStays() {
    run("shared", "count: 4\n    interval: 1s", "7");
    awaitMeasurements("shared", 1);
    namespace.patch(API, "AnalysisRun", "shared", "metadata: {annotations: {by: user}}");
    awaitPhase("shared", "Successful");
    assertThat(
            namespace
                .read(API, "AnalysisRun", "shared")
                .path("metadata")
                .path("annotations")
                .path("by")
                .asText())
        .isEqualTo("user");
    assertThat(endpoint.asked("shared")).hasSize(4);
  }

  @Test
  void aSecretHasToBeReleasedForAnalysis() {
    namespace.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: prometheus-token}
        stringData: {token: s3cr3t-value}
        """);
    withSecret("unreleased");
    awaitPhase("unreleased", "Error");
    assertThat(status("unreleased").path("message").asText())
        .contains("Secret \"prometheus-token\" is not allowed for analysis");
    assertThat(endpoint.asked("unreleased")).isEmpty();

    namespace.patch(
        "v1",
        "Secret",
        "prometheus-token",
        "metadata: {labels: {rollout-operator.io/analysis-secret: \"true\"}}");
    withSecret("released");
    awaitPhase("released", "Successful");
    assertThat(endpoint.authorization("released")).isEqualTo("Bearer s3cr3t-value");
    assertThat(namespace.read(API, "AnalysisRun", "released").toString())
        .doesNotContain("s3cr3t-value");
  }

  private void withSecret(String name) {
    namespace.apply(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisRun
        metadata: {name: %s}
        spec:
          args:
          - name: token
            valueFrom: {secretKeyRef: {name: prometheus-token, key: token}}
          metrics:
          - name: m
            successCondition: result == 7
            provider:
              web:
                url: %s
                jsonPath: "{$.value}"
                headers: [{key: Authorization, value: "Bearer {{args.token}}"}]
        """
            .formatted(name, endpoint.url(name, "7")));
  }

  private void run(String name, String timing, String value) {
    apply(name, timing, value, "");
  }

  private void apply(String name, String timing, String value, String more) {
    namespace.apply(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisRun
        metadata:
          name: %s
        spec:
          %s
          metrics:
          - name: m
            %s
            successCondition: result == 7
            provider:
              web:
                url: %s
                jsonPath: "{$.value}"
        """
            .formatted(name, more, timing, endpoint.url(name, value)));
  }

  private JsonNode status(String name) {
    return namespace.read(API, "AnalysisRun", name).path("status");
  }

  private String phase(String name) {
    return status(name).path("phase").asText();
  }

  private void awaitPhase(String name, String phase) {
    namespace.await(name + " is " + phase, () -> phase(name).equals(phase));
  }

  private void awaitMeasurements(String name, int count) {
    namespace.await(
        name + " has " + count + " measurements",
        () -> status(name).path("metricResults").path(0).path("measurements").size() >= count);
  }

  private static OperatorCommand command(TestNamespace namespace, OperatorIdentity identity)
      throws IOException {
    int port = FreePort.next();
    return PackagedOperator.command(
        URI.create("http://127.0.0.1:" + port + "/readyz"),
        "128m",
        List.of(
            "--kubeconfig=" + identity.kubeconfig(),
            "--namespace=" + namespace.name(),
            "--namespaced",
            "--leader-elect=false",
            "--min-metric-interval=1s",
            "--insecure-allow-loopback-metrics",
            "--egress-allowed-host=127.0.0.1",
            "--healthzPort=" + port,
            "--metricsPort=" + FreePort.next()));
  }
}

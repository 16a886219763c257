package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests of Argo Rollouts' plugin, as recorded in {@code upstream-plugin}, on a real control
 * plane: each is sent to the API server, and the controller does what the command is for. Isolated,
 * as operators of other tests look at all namespaces.
 */
@RequiresCluster
@Isolated
@ExpectWarnings({"RolloutAborted", "SuspiciousSpec"})
class UpstreamPluginIT {

  private static final String STEPS =
      "[{setWeight: 50}, {pause: {}}, {setWeight: 75}, {pause: {}}]";

  /** A time that is over: pods are to be replaced at once. */
  private static final String RESTART_AT = "2026-03-01T12:00:00Z";

  private static TestNamespace namespace;
  private static OperatorProcess operator;
  private static HttpServer prometheus;

  /** What a command finds, and what must come of it. */
  record Case(String file, Consumer<LiveRelease> given, Consumer<LiveRelease> effect) {
    @Override
    public String toString() {
      return file;
    }
  }

  /** Commands on a release that pauses at the second of its four steps. */
  static Stream<Case> paused() {
    return Stream.of(
        new Case("abort", _ -> {}, UpstreamPluginIT::isAborted),
        new Case(
            "retry-rollout",
            UpstreamPluginIT::abort,
            release -> {
              release.awaitPausedAt(1);
              assertThat(release.status().path("abort").asBoolean()).isFalse();
              assertThat(release.status().has("abortedAt")).isFalse();
            }),
        new Case("pause", _ -> {}, release -> release.awaitMessage("manually paused")),
        new Case("promote", _ -> {}, release -> release.awaitPausedAt(3)),
        new Case(
            "promote-paused-by-hand",
            UpstreamPluginIT::pause,
            release -> {
              release.awaitPausedAt(3);
              assertThat(release.object().at("/spec/paused").asBoolean()).isFalse();
            }),
        new Case("promote-full", _ -> {}, UpstreamPluginIT::isPromoted),
        new Case(
            "promote-full-paused-by-hand", UpstreamPluginIT::pause, UpstreamPluginIT::isPromoted),
        new Case("promote-skip-current-step", _ -> {}, release -> release.awaitPausedAt(3)),
        new Case("promote-skip-all-steps", _ -> {}, UpstreamPluginIT::isPromoted),
        new Case("set-image", _ -> {}, UpstreamPluginIT::runsTheThirdImage),
        new Case("set-image-of-all", _ -> {}, UpstreamPluginIT::runsTheThirdImage),
        new Case(
            "undo",
            _ -> {},
            release -> {
              release.awaitPhase("Healthy");
              release.awaitScales("2=0 3=2");
            }),
        new Case(
            "restart",
            _ -> {},
            release ->
                release.await(
                    "restartAt", seen -> seen.at("/spec/restartAt").asText().equals(RESTART_AT))));
  }

  private static void abort(LiveRelease release) {
    release.patchStatus("{status: {abort: true}}");
    release.awaitPhase("Degraded");
  }

  private static void isAborted(LiveRelease release) {
    release.awaitPhase("Degraded");
    assertThat(release.status().path("message").asText())
        .startsWith("RolloutAborted: Rollout aborted update to revision 2");
    release.awaitScales("1=2 2=0");
  }

  private static void pause(LiveRelease release) {
    release.patch("{spec: {paused: true}}");
    release.awaitMessage("manually paused");
  }

  private static void isPromoted(LiveRelease release) {
    release.awaitPhase("Healthy");
    release.awaitScales("1=0 2=2");
  }

  private static void runsTheThirdImage(LiveRelease release) {
    release.awaitPausedAt(1);
    release.awaitScales("1=1 2=0 3=1");
  }

  @BeforeAll
  static void start(TestNamespace namespace) throws IOException {
    UpstreamPluginIT.namespace = namespace;
    prometheus = answering("0.92");
    operator =
        OperatorProcess.startNamespaced(
            namespace.identity(Files.readString(Path.of("../deploy/rbac.yaml"))).kubeconfig(),
            namespace.name(),
            namespace.cluster().controlPlane().files().logs().resolve("upstream-plugin.log"),
            "--insecure-allow-loopback-metrics",
            "--egress-allowed-host=127.0.0.1");
    List<LiveRelease> all =
        paused().map(each -> LiveRelease.apply(namespace, each.file(), STEPS)).toList();
    all.forEach(LiveRelease::release);
  }

  /** A Prometheus that has the same answer to everything. */
  private static HttpServer answering(String value) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body =
        """
        {"status": "success", "data": {"resultType": "vector",
         "result": [{"metric": {}, "value": [1700000000, "%s"]}]}}
        """
            .formatted(value)
            .getBytes(StandardCharsets.UTF_8);
    server.createContext("/", exchange -> answer(exchange, body));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @AfterAll
  static void stop() {
    operator.close();
    prometheus.stop(0);
  }

  private static void replay(String file, String name) throws IOException {
    replay(file, name, "");
  }

  private static void replay(String file, String name, String run) throws IOException {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("NAMESPACE", namespace.name());
    words.put("NAME", name);
    words.put("RESTART_AT", RESTART_AT);
    words.put("RUN", run);
    RecordedRequest.replay(RecordedRequest.of(file, words), namespace.cluster().api());
  }

  @ParameterizedTest
  @MethodSource("paused")
  void aCommandDoesWhatItIsFor(Case each) throws IOException {
    LiveRelease release = new LiveRelease(namespace, each.file());
    release.awaitPausedAt(1);
    each.given().accept(release);

    replay(each.file(), release.name());

    each.effect().accept(release);
  }

  /** Nothing is left to promote: the plugin writes an index that stands there already. */
  @Test
  void promoteOfAPromotedReleaseChangesNothing() throws IOException {
    LiveRelease release = LiveRelease.apply(namespace, "promote-promoted", STEPS).release();
    release.awaitPausedAt(1);
    replay("promote-full", release.name());
    isPromoted(release);
    JsonNode before = release.object();

    replay("promote-promoted", release.name());

    assertThat(release.object()).isEqualTo(before);
  }

  private static LiveRelease judged(String name, String metric) {
    namespace.apply(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: {name: %1$s}
        spec:
          args: [{name: least, value: "0.95"}]
          metrics:
          - {name: m, successCondition: "result[0] >= {{args.least}}", failureCondition: "result[0] < 0.5",
             %2$s, provider: {prometheus: {address: "http://127.0.0.1:%3$d", query: up}}}
        """
            .formatted(name, metric, prometheus.getAddress().getPort()));
    return LiveRelease.apply(
        namespace,
        name,
        "[{setWeight: 50}, {analysis: {templates: [{templateName: %s}]}}, {pause: {}}]"
            .formatted(name));
  }

  @Test
  void promoteGoesPastAnInconclusiveAnalysis() throws IOException {
    LiveRelease release = judged("inconclusive", "count: 1").release();
    release.awaitMessage("InconclusiveAnalysisRun");

    replay("promote-inconclusive", release.name());

    release.awaitMessage("CanaryPauseStep");
    assertThat(release.status().path("currentStepIndex").asInt()).isEqualTo(2);
  }

  private static LiveRelease underAnalysis(String name) {
    LiveRelease release = judged(name, "count: 1, initialDelay: 1h").release();
    release.await("at the analysis", seen -> seen.at("/status/currentStepIndex").asInt() == 1);
    namespace.await(
        "the run began", () -> release.run().at("/status/phase").asText().equals("Running"));
    return release;
  }

  private static void ended(LiveRelease release) {
    namespace.await(
        "the run ended",
        () -> release.run().at("/status/message").asText().equals("Run Terminated"));
    assertThat(release.run().at("/spec/terminate").asBoolean()).isTrue();
  }

  @Test
  void promoteWithoutAPauseGoesPastTheStepUnderWay() throws IOException {
    LiveRelease release = underAnalysis("under-way");

    replay("promote-without-pause", release.name());

    release.awaitPausedAt(2);
    ended(release);
  }

  @Test
  void terminateEndsAnAnalysisRun() throws IOException {
    LiveRelease release = underAnalysis("terminated");

    replay("terminate-analysisrun", release.name(), release.run().at("/metadata/name").asText());

    ended(release);
    release.awaitPausedAt(2);
  }

  @Test
  void aCreatedRolloutRuns() throws IOException {
    replay("create-rollout", "created");

    new LiveRelease(namespace, "created").awaitPhase("Healthy");
  }

  /** The plugin sends the template with all its metadata, uid included, as a run. */
  @Test
  void aRunCreatedOfATemplateMeasuresWithItsOwnArguments() throws IOException {
    judged("by-hand", "count: 1");

    replay("create-analysisrun", "by-hand");

    namespace.await("the run succeeded", () -> runByHand().equals("Successful"));
  }

  private static String runByHand() {
    return namespace
        .client()
        .genericKubernetesResources("argoproj.io/v1alpha1", "AnalysisRun")
        .inNamespace(namespace.name())
        .list()
        .getItems()
        .stream()
        .filter(run -> run.getMetadata().getName().startsWith("by-hand-"))
        .map(run -> String.valueOf(run.<Object>get("status", "phase")))
        .findFirst()
        .orElse("");
  }

  /** The controller does not look at Experiments yet; the API server takes both. */
  @Test
  void experimentsAreRetriedAndTerminatedAtTheirRoot() throws IOException {
    namespace.apply(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Experiment
        metadata: {name: trial}
        spec:
          templates:
          - name: only
            selector: {matchLabels: {app: trial}}
            template:
              metadata: {labels: {app: trial}}
              spec: {containers: [{name: web, image: "sim/web:1.0"}]}
        status: {phase: Failed}
        """);

    replay("retry-experiment", "trial");
    assertThat(experiment().has("status")).isFalse();
    replay("terminate-experiment", "trial");
    assertThat(experiment().at("/spec/terminate").asBoolean()).isTrue();
  }

  private static JsonNode experiment() {
    return namespace.read("argoproj.io/v1alpha1", "Experiment", "trial");
  }
}

package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.monitoring.Dashboard;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.dataplane.DataPlane;
import io.rolloutoperator.testkit.dataplane.PrometheusServer;
import io.rolloutoperator.testkit.dataplane.RequiresDataPlane;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.TestNamespace;
import io.rolloutoperator.testkit.load.LoadGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A canary with real traffic whose every answer is an error, measured beside stable by a real
 * Prometheus: the dashboards show both versions, and the alert of the abort has the numbers of
 * both.
 */
@RequiresDataPlane
@ExpectWarnings({"RolloutAborted", "AnalysisRunFailed", "MetricFailed"})
@Order(1) // begins early, as it takes long
class SideBySideIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  /** Panels that show nothing in this world, and why. */
  private static final Map<String, String> EMPTY =
      Map.of(
          "GitSyncs", "there is no GitSync",
          "Waiting for a person", "there is no GitSync",
          "From commit to applied", "there is no GitSync",
          "Rights that are missing", "none is missing");

  private final TestNamespace namespace;
  private final DataPlane proxy;
  private final PrometheusServer server;
  private final Set<String> answered = new LinkedHashSet<>();

  SideBySideIT(TestNamespace namespace, DataPlane proxy, PrometheusServer server) {
    this.namespace = namespace;
    this.proxy = proxy;
    this.server = server;
  }

  @Test
  void bothVersionsAreShownAndTheAlertHasTheNumbersOfBoth() {
    try (ScriptedReceiver receiver = ScriptedReceiver.open()) {
      List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
      flags.add("--egress-allowed-host=" + server.address().getHost());
      flags.add("--alerts-webhook=" + receiver.url("/"));
      ShippedOperator operator = ShippedOperator.start(namespace, flags.toArray(String[]::new));
      server.scrape("rollout-operator", "127.0.0.1:" + operator.metricsPort());
      template();
      ServedShop shop = deploy();
      try (LoadGenerator _ = shop.load(proxy)) {
        shop.rollout()
            .patch("{spec: {template: {spec: {containers: [%s]}}}}".formatted(container("v2")));
        shop.rollout().awaitPausedAt(1);
        awaitRelease("Share of bad answers: canary", "canary", 1);
        awaitRelease("Share of bad answers: stable", "stable", 0);
        noteAnswers();
        shop.rollout().promote();
        shop.rollout().awaitPhase("Degraded");
        theAlertHasItAll(receiver, shop.rollout());
        theMetricsHaveTheNumbersOfBoth();
        Awaitility.await("every panel has shown something")
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(unanswered()).isEmpty());
      }
    }
  }

  /** Two metrics that ask the same; the canary's decides when stable's was measured. */
  private void template() {
    String metric =
        """
          - name: errors-%1$s
            %2$s
            provider:
              prometheus:
                address: %3$s
                query: (sum(rate(http_requests_total{namespace="%4$s",
                  rollouts_pod_template_hash="{{args.%1$s}}", code=~"5.."}[30s])) or vector(0)) /
                  sum(rate(http_requests_total{namespace="%4$s",
                  rollouts_pod_template_hash="{{args.%1$s}}"}[30s]))
        """;
    String address = server.address().toString().replaceAll("/$", "");
    namespace.apply(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: {name: errors}
        spec:
          args: [{name: canary}, {name: stable}]
          metrics:
        """
            + metric.formatted(
                "canary",
                "successCondition: result[0] < 0.05\n    initialDelay: 2s",
                address,
                namespace.name())
            + metric.formatted("stable", "count: 1", address, namespace.name()));
  }

  private ServedShop deploy() {
    LiveRoute route = new LiveRoute(namespace, "shop");
    route.applyServices();
    namespace.apply(
        """
        apiVersion: %1$s
        kind: HTTPRoute
        metadata: {name: shop}
        spec:
          hostnames: [shop.example.com]
          parentRefs: [{name: %2$s, namespace: %3$s}]
          rules:
          - backendRefs:
            - {name: shop-stable, port: 80, weight: 100}
            - {name: shop-canary, port: 80, weight: 0}
        """
            .formatted(LiveRoute.GATEWAY, DataPlane.GATEWAY, DataPlane.NAMESPACE));
    String analysis =
        "{analysis: {templates: [{templateName: errors}], args: [{name: canary, valueFrom:"
            + " {podTemplateHashValue: Latest}}, {name: stable, valueFrom:"
            + " {podTemplateHashValue: Stable}}]}}";
    namespace.apply(
        """
        apiVersion: %1$s
        kind: Rollout
        metadata:
          name: shop
          annotations: {rollout-operator.io/revision: "%2$s"}
        spec:
          replicas: 2
          selector: {matchLabels: {app: shop}}
          template:
            metadata:
              labels: {app: shop}
              annotations: {prometheus.io/scrape: "true", prometheus.io/port: "8080"}
            spec:
              containers: [%4$s]
          strategy: {canary: %3$s}
        """
            .formatted(
                LiveRollout.API,
                COMMIT,
                route.strategy(
                    "[{setWeight: 50}, {pause: {}}, " + analysis + ", {setWeight: 100}]", ""),
                container("v1")));
    LiveRollout rollout = new LiveRollout(namespace, "shop");
    rollout.awaitPhase("Healthy");
    return new ServedShop(rollout, route);
  }

  /** Every answer of the second version is an error. */
  private static String container(String version) {
    return "{name: main, image: \"http/shop:%s\", env: [{name: APP_ERROR_RATE_v2, value: \"1\"}]}"
        .formatted(version);
  }

  private Map<String, String> chosen() {
    return Map.of("namespace", namespace.name(), "rollout", "shop");
  }

  /** Waits until the only series of a panel of one release is of this version and has the value. */
  private void awaitRelease(String panel, String arm, double value) {
    String query =
        Dashboard.read("release.json")
            .queriesByTitle(chosen())
            .getOrDefault(panel, List.of())
            .getFirst();
    Awaitility.await(panel)
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(server.query(query))
                    .containsExactly(new PrometheusServer.Series(Map.of("arm", arm), value)));
  }

  private void theAlertHasItAll(ScriptedReceiver receiver, LiveRollout rollout) {
    namespace.await("the alert", () -> !aborts(receiver).isEmpty());
    ObjectNode alert = aborts(receiver).getFirst().deepCopy();
    JsonNode run = alert.remove("analyses").path(0);
    assertThat(run.path("phase").asText()).isEqualTo("Failed");
    String why = "Metric \"errors-canary\" assessed Failed due to failed (1) > failureLimit (0)";
    assertThat(run.path("message").asText()).isEqualTo(why);
    ObjectNode expected =
        (ObjectNode)
            Json.parse(
                """
                {"trigger": "on-rollout-aborted", "state": "firing", "severity": "critical",
                 "rollout": "shop", "revision": "2", "phase": "Degraded",
                 "verdict": "Metric \\"errors-canary\\" Failed: measured canary [1], stable [0]",
                 "metric": "errors-canary", "canary": "[1]", "stable": "[0]",
                 "step": "2", "steps": "4", "weight": "50", "commitURL": "", "link": ""}
                """);
    expected.put("namespace", namespace.name()).put("commit", COMMIT);
    expected.put(
        "uid",
        namespace.read(LiveRollout.API, "Rollout", rollout.name()).at("/metadata/uid").asText());
    expected.put(
        "message",
        "RolloutAborted: Rollout aborted update to revision 2: Step-based analysis phase error/failed: "
            + why);
    assertThat(alert).isEqualTo(expected);
  }

  private static List<ObjectNode> aborts(ScriptedReceiver receiver) {
    return receiver.taken().stream()
        .map(received -> (ObjectNode) received.json())
        .filter(json -> json.path("trigger").asText().equals("on-rollout-aborted"))
        .toList();
  }

  private void theMetricsHaveTheNumbersOfBoth() {
    awaitValue("canary", 1);
    awaitValue("stable", 0);
  }

  private void awaitValue(String arm, double value) {
    String query =
        "rollout_operator_metric_value{namespace=\"%s\", metric=\"errors-canary\", arm=\"%s\"}"
            .formatted(namespace.name(), arm);
    Awaitility.await(arm)
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(server.query(query))
                    .extracting(PrometheusServer.Series::value)
                    .containsExactly(value));
  }

  private void noteAnswers() {
    for (String file : Dashboard.FILES) {
      Dashboard.read(file).queriesByTitle(chosen()).values().stream()
          .flatMap(List::stream)
          .filter(query -> !server.query(query).isEmpty())
          .forEach(answered::add);
    }
  }

  /** Titles of panels with a query that never had an answer; those that may be empty must be. */
  private Set<String> unanswered() {
    noteAnswers();
    Set<String> titles = new LinkedHashSet<>();
    Set<String> empty = new LinkedHashSet<>();
    for (String file : Dashboard.FILES) {
      Dashboard.read(file)
          .queriesByTitle(chosen())
          .forEach(
              (title, queries) -> {
                if (!answered.containsAll(queries)) {
                  (EMPTY.containsKey(title) ? empty : titles).add(title);
                }
              });
    }
    assertThat(empty).as("%s", EMPTY).isEqualTo(EMPTY.keySet());
    return titles;
  }
}

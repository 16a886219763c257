package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.rolloutoperator.kube.metrics.UpstreamMetrics;
import io.rolloutoperator.monitoring.Dashboard;
import io.rolloutoperator.monitoring.Monitoring;
import io.rolloutoperator.testkit.dataplane.PrometheusServer;
import io.rolloutoperator.testkit.dataplane.RequiresDataPlane;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.net.HttpURLConnection;
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
 * A release that is judged and aborted, seen by a real Prometheus that scrapes the real operator:
 * the metrics are there, and every query of the dashboards and alert rules is one.
 */
@RequiresDataPlane
@ExpectWarnings({"RolloutAborted", "AnalysisRunFailed", "MetricFailed", "NotificationFailed"})
@Order(1) // begins early, as it takes long
class MonitoringIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Nothing goes wrong here but the receiver of alerts. */
  private static final Set<String> WITHOUT_ERRORS =
      Set.of("rollout_reconcile_error", "analysis_run_reconcile_error");

  private final TestNamespace namespace;
  private final PrometheusServer server;
  private final Set<String> answered = new LinkedHashSet<>();

  MonitoringIT(TestNamespace namespace, PrometheusServer server) {
    this.namespace = namespace;
    this.server = server;
  }

  /** The value of the only series that an expression gives; -1 while there is none. */
  private double value(String expression) {
    List<PrometheusServer.Series> series =
        server.query(expression.replace("$", "namespace=\"" + namespace.name() + "\""));
    assertThat(series).as(expression).hasSizeLessThan(2);
    return series.isEmpty() ? -1 : series.getFirst().value();
  }

  private void awaitValue(String expression, double value) {
    namespace.await(expression + " is " + value, () -> value(expression) == value);
  }

  @Test
  void aReleaseIsToldFromItsFirstWeightToItsAbort() {
    try (ScriptedReceiver receiver = ScriptedReceiver.open()) {
      receiver.answers(HttpURLConnection.HTTP_UNAVAILABLE);
      theReleaseIsToldAndSoAreItsAlerts(receiver);
    }
  }

  private void theReleaseIsToldAndSoAreItsAlerts(ScriptedReceiver receiver) {
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.add("--alerts-webhook=" + receiver.url("/"));
    ShippedOperator operator = ShippedOperator.start(namespace, flags.toArray(String[]::new));
    server.scrape("rollout-operator", "127.0.0.1:" + operator.metricsPort());
    try (ScriptedPrometheus judge = ScriptedPrometheus.open()) {
      namespace.apply(ExperimentMetricsIT.experiment("baseline", "{}"));
      LiveRollout rollout = release(judge);
      awaitValue("experiment_info{$, phase=\"Pending\"}", 1);
      awaitValue("rollout_operator_weight_wanted{$, arm=\"canary\"}", 20);
      awaitValue("rollout_operator_step{$}", 2);
      awaitValue("rollout_operator_metric_evidence{$, result=\"successful\"} >= bool 1", 1);
      awaitValue("rollout_operator_metric_value{$, arm=\"canary\"}", 1);
      awaitValue(
          "rollout_operator_outcomes_total{$, outcome=\"promoted\", cause=\"initial_deploy\"}", 1);
      awaitValue("count(rollout_operator_revision_info{$})", 2);
      noteAnswers();
      judge.answers("web", "0.5");
      rollout.await("the run fails", _ -> rollout.phase().equals("Degraded"));
      awaitValue("rollout_info{$, phase=\"Abort\"}", 1);
      awaitValue("rollout_operator_outcomes_total{$, outcome=\"aborted\", cause=\"analysis\"}", 1);
      awaitValue("rollout_events_total{$, reason=\"RolloutAborted\"}", 1);
      awaitValue("analysis_run_info{$, phase=\"Failed\"}", 1);
      awaitValue("rollout_operator_leader", 1);
      receiver.answers(HttpURLConnection.HTTP_OK);
      awaitValue("notification_send_success{$, reason=\"RolloutAborted\", type=\"Warning\"}", 1);
      assertThat(UpstreamMetrics.missing(operator.scrape(), WITHOUT_ERRORS)).isEmpty();
      Awaitility.await("every query has an answer")
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(unanswered()).isEmpty());
      theSeriesGoWithTheRollout(rollout);
    }
  }

  /** Good until the test says otherwise; the limit bears bad ones for some seconds. */
  private LiveRollout release(ScriptedPrometheus judge) {
    judge.answers("web", "1");
    judge.template(namespace, "web", "interval: 2s, failureLimit: 8");
    LiveRoute route = LiveRoute.apply(namespace, "web");
    LiveRollout rollout =
        LiveRollout.deploy(
            namespace,
            "web",
            2,
            route.strategy(
                "[{setWeight: 10}, {setWeight: 20}, {pause: {}}]",
                ", analysis: {templates: [{templateName: web}], startingStep: 1}"));
    rollout.version("v2");
    rollout.awaitPausedAt(2);
    return rollout;
  }

  private void theSeriesGoWithTheRollout(LiveRollout rollout) {
    namespace.delete(LiveRollout.API, "Rollout", rollout.name());
    namespace.await(
        "no series of the Rollout",
        () ->
            server
                .query(
                    "{__name__=~\"rollout_.+|notification_.+\", job=\"rollout-operator\","
                        + " namespace=\""
                        + namespace.name()
                        + "\"}")
                .isEmpty());
  }

  /** Every query on our own metrics alone; there is no Git sync here, and no right is missing. */
  private List<String> own() {
    Map<String, String> chosen = Map.of("namespace", namespace.name(), "rollout", "web");
    return Dashboard.FILES.stream()
        .flatMap(file -> Dashboard.read(file).queries(chosen).stream())
        .filter(query -> !query.contains("http_request"))
        .filter(
            query ->
                Monitoring.ownMetrics(query).stream()
                    .noneMatch(m -> m.contains("gitsync") || m.contains("missing_rights")))
        .toList();
  }

  private void noteAnswers() {
    own().stream().filter(query -> !server.query(query).isEmpty()).forEach(answered::add);
  }

  private List<String> unanswered() {
    noteAnswers();
    return own().stream().filter(query -> !answered.contains(query)).toList();
  }

  @Test
  void everyQueryOfDashboardsAndRulesIsUnderstood() {
    Map<String, String> chosen = Map.of("namespace", "shop", "rollout", "web");
    for (String file : Dashboard.FILES) {
      assertThat(Dashboard.read(file).queries(chosen))
          .isNotEmpty()
          .allSatisfy(
              query -> {
                assertThat(query).as("a variable that nobody fills in").doesNotContain("$_");
                assertThatCode(() -> server.query(query)).doesNotThrowAnyException();
              });
    }
    assertThat(Monitoring.alerts())
        .allSatisfy(
            alert ->
                assertThatCode(() -> server.query(alert.path("expr").asText()))
                    .doesNotThrowAnyException());
  }
}

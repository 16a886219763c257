package io.rolloutoperator.kube.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rolloutoperator.kube.client.RequestTarget;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.metrics.AnalysisRunSample.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and labels as a Prometheus server sees them. */
class ControllerMetricsTest {
  private static final ObjectReference WEB =
      new ObjectReference("argoproj.io/v1alpha1", "Rollout", "ns", "web", "u", "1");

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ControllerMetrics metrics =
      new ControllerMetrics(registry, new BuildVersion("1.2.3", "abc"));

  private List<String> scrape() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  @Test
  void tellTheBuild() throws IOException {
    assertThat(scrape())
        .contains("argo_rollouts_controller_info{version=\"1.2.3\"} 1")
        .anyMatch(
            line ->
                line.matches(
                    "build_info\\{commit=\"abc\",goarch=\".+\",goversion=\"java25.*\",version=\"1.2.3\"}"
                        + " 1"));
  }

  @Test
  void tellPasses() throws IOException {
    metrics.reconciled(ReconciledKind.ROLLOUT, "ns", "web", Duration.ofMillis(200));
    metrics.reconcileFailed(ReconciledKind.ROLLOUT, "ns", "web");
    metrics.reconcileFailed(ReconciledKind.ROLLOUT, "ns", "web");
    metrics.reconciled(ReconciledKind.ANALYSIS_RUN, "ns", "run", Duration.ofMillis(5));
    metrics.reconcileFailed(ReconciledKind.EXPERIMENT, "ns", "e");

    assertThat(scrape())
        .contains(
            "# TYPE rollout_reconcile histogram",
            "rollout_reconcile_bucket{name=\"web\",namespace=\"ns\",le=\"0.01\"} 0",
            "rollout_reconcile_bucket{name=\"web\",namespace=\"ns\",le=\"0.15\"} 0",
            "rollout_reconcile_bucket{name=\"web\",namespace=\"ns\",le=\"0.25\"} 1",
            "rollout_reconcile_bucket{name=\"web\",namespace=\"ns\",le=\"0.5\"} 1",
            "rollout_reconcile_bucket{name=\"web\",namespace=\"ns\",le=\"1.0\"} 1",
            "rollout_reconcile_bucket{name=\"web\",namespace=\"ns\",le=\"+Inf\"} 1",
            "rollout_reconcile_count{name=\"web\",namespace=\"ns\"} 1",
            "rollout_reconcile_error{name=\"web\",namespace=\"ns\"} 2.0",
            "analysis_run_reconcile_count{name=\"run\",namespace=\"ns\"} 1",
            "experiment_reconcile_error{name=\"e\",namespace=\"ns\"} 1.0");
  }

  @Test
  void tellTheEventsOfRolloutsAndPassAllOfThemOn() throws IOException {
    metrics.observe(RolloutSample.of("ns", "web", json("{}"), json("{}")));
    List<String> passed = new ArrayList<>();
    var sink = metrics.counting((object, _, reason, _) -> passed.add(object.kind() + " " + reason));

    sink.emit(WEB, EventType.NORMAL, "RolloutPaused", "m");
    sink.emit(WEB, EventType.NORMAL, "RolloutPaused", "m");
    sink.emit(
        new ObjectReference("argoproj.io/v1alpha1", "AnalysisRun", "ns", "r", "u", "1"),
        EventType.WARNING,
        "X",
        "m");

    assertThat(passed)
        .containsExactly("Rollout RolloutPaused", "Rollout RolloutPaused", "AnalysisRun X");
    assertThat(scrape())
        .filteredOn(line -> line.startsWith("rollout_events_total{"))
        .containsExactly(
            "rollout_events_total{name=\"web\",namespace=\"ns\",reason=\"RolloutPaused\",type=\"Normal\"}"
                + " 2.0");
  }

  @Test
  void annotationsOfEventsArePassedOn() {
    List<Map<String, String>> passed = new ArrayList<>();
    EventSink next =
        new EventSink() {
          @Override
          public void emit(ObjectReference about, EventType type, String reason, String message) {
            passed.add(Map.of());
          }

          @Override
          public void emit(
              ObjectReference about,
              EventType type,
              String reason,
              String message,
              Map<String, String> annotations) {
            passed.add(annotations);
          }
        };
    metrics.counting(next).emit(WEB, EventType.NORMAL, "Applied", "m", Map.of("a", "b"));
    assertThat(passed).containsExactly(Map.of("a", "b"));
  }

  @Test
  void tellRequestsByKindAndNotByName() throws IOException {
    for (int i = 0; i < 3; i++) {
      metrics
          .requests()
          .answered(
              RequestTarget.of(
                  "PATCH",
                  URI.create(
                      "/apis/argoproj.io/v1alpha1/namespaces/ns/rollouts/web-" + i + "/status")),
              200);
    }
    assertThat(scrape())
        .contains(
            "controller_clientset_k8s_request_total{kind=\"rollouts\",name=\"N/A\",namespace=\"ns\",status_code=\"200\",verb=\"Patch\"}"
                + " 3.0");
  }

  @Test
  void tellTheStateOfARollout() throws IOException {
    metrics.observe(
        RolloutSample.of(
            "ns",
            "web",
            json("{'replicas':5,'strategy':{'canary':{'trafficRouting':{'istio':{}}}}}"),
            json(
                "{'availableReplicas':4,'updatedReplicas':2,'conditions':["
                    + "{'type':'Progressing','status':'Unknown','reason':'RolloutPaused'}]}")));

    assertThat(scrape())
        .contains(
            "# TYPE rollout_info gauge",
            "rollout_info{name=\"web\",namespace=\"ns\",phase=\"Paused\",strategy=\"canary\",traffic_router=\"Istio\"}"
                + " 1",
            "rollout_info_replicas_available{name=\"web\",namespace=\"ns\"} 4.0",
            "rollout_info_replicas_unavailable{name=\"web\",namespace=\"ns\"} 1.0",
            "rollout_info_replicas_desired{name=\"web\",namespace=\"ns\"} 5.0",
            "rollout_info_replicas_updated{name=\"web\",namespace=\"ns\"} 2.0",
            "rollout_phase{name=\"web\",namespace=\"ns\",phase=\"Paused\",strategy=\"canary\"} 1.0",
            "rollout_phase{name=\"web\",namespace=\"ns\",phase=\"Completed\",strategy=\"canary\"}"
                + " 0.0");
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource({
    "Progressing, True, NewReplicaSetAvailable, Completed",
    "Progressing, True, ReplicaSetUpdated, Progressing",
    "Progressing, Unknown, RolloutPaused, Paused",
    "Progressing, False, ProgressDeadlineExceeded, Timeout",
    "Progressing, False, RolloutAborted, Abort",
    "Progressing, False, RolloutError, Error",
    "InvalidSpec, True, InvalidSpec, InvalidSpec",
    "InvalidSpec, False, InvalidSpec, Progressing",
    "Available, True, AvailableReason, Progressing",
  })
  void theMetricsPhaseFollowsTheConditions(String type, String status, String reason, String phase)
      throws IOException {
    JsonNode conditions =
        json(
            "{'conditions':[{'type':'"
                + type
                + "','status':'"
                + status
                + "','reason':'"
                + reason
                + "'}]}");

    assertThat(RolloutSample.of("ns", "web", json("{}"), conditions).phase()).isEqualTo(phase);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "{'strategy':{'canary':{}}}, canary, \"\"",
        "{'strategy':{'blueGreen':{}}}, blueGreen, \"\"",
        "{}, none, \"\"",
        "{'strategy':'x'}, none, \"\"",
        "{'strategy':{'canary':{'trafficRouting':{'nginx':{}}}}}, canary, Nginx",
        "{'strategy':{'canary':{'trafficRouting':{'plugins':{}}}}}, canary, \"\"",
      })
  void strategyAndRouterAreToldInUpstreamsWords(String spec, String strategy, String router)
      throws IOException {
    RolloutSample sample = RolloutSample.of("ns", "web", json(spec), json("{}"));

    assertThat(sample.strategy()).isEqualTo(strategy);
    assertThat(sample.trafficRouter()).isEqualTo(router);
  }

  @Test
  void tellTheStateOfAnAnalysisRun() throws IOException {
    metrics.observe(
        AnalysisRunSample.of(
            "ns",
            "run",
            new Origin("", "", Instant.EPOCH),
            json(
                "{'metrics':[{'name':'m1','provider':{'prometheus':{}}},{'name':'m2','provider':{'web':{}}}]}"),
            json(
                "{'phase':'Running','metricResults':[{'name':'m2','phase':'Failed','dryRun':true}]}")));

    assertThat(scrape())
        .contains(
            "analysis_run_info{name=\"run\",namespace=\"ns\",phase=\"Running\"} 1",
            "analysis_run_phase{name=\"run\",namespace=\"ns\",phase=\"Running\"} 1.0",
            "analysis_run_phase{name=\"run\",namespace=\"ns\",phase=\"Failed\"} 0.0",
            "analysis_run_metric_type{metric=\"m1\",name=\"run\",namespace=\"ns\",type=\"Prometheus\"}"
                + " 1.0",
            "analysis_run_metric_type{metric=\"m2\",name=\"run\",namespace=\"ns\",type=\"Web\"}"
                + " 1.0",
            "analysis_run_metric_phase{dry_run=\"false\",metric=\"m1\",name=\"run\",namespace=\"ns\",phase=\"Pending\",type=\"Prometheus\"}"
                + " 1.0",
            "analysis_run_metric_phase{dry_run=\"true\",metric=\"m2\",name=\"run\",namespace=\"ns\",phase=\"Failed\",type=\"Web\"}"
                + " 1.0");
  }

  @ParameterizedTest(name = "\"{0}\": {1}")
  @CsvSource({
    "'', Pending",
    "Pending, Pending",
    "Running, Running",
    "Successful, Successful",
    "Failed, Failed",
    "Error, Error",
    "Inconclusive, Inconclusive",
    "Forged, Pending",
  })
  void tellThePhaseOfAnExperiment(String written, String phase) throws IOException {
    metrics.observeCache(() -> Stream.of(new ExperimentSample("ns", "e", written)));

    List<String> lines = scrape();
    assertThat(lines)
        .filteredOn(line -> line.startsWith("experiment_info{"))
        .containsExactly("experiment_info{name=\"e\",namespace=\"ns\",phase=\"" + phase + "\"} 1");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("experiment_phase{"))
        .hasSize(6)
        .filteredOn(line -> line.endsWith(" 1.0"))
        .containsExactly(
            "experiment_phase{name=\"e\",namespace=\"ns\",phase=\"" + phase + "\"} 1.0");
  }

  @Test
  void tellTemplates() throws IOException {
    metrics.observe(
        AnalysisTemplateSample.of(
            "ClusterAnalysisTemplate",
            "",
            "t",
            json("{'metrics':[{'name':'m','provider':{'job':{}}}]}")));

    assertThat(scrape())
        .contains(
            "analysis_template_info{name=\"t\",namespace=\"\"} 1",
            "analysis_template_metric_info{metric=\"m\",name=\"t\",namespace=\"\",type=\"Job\"} 1");
  }

  @Test
  void anObjectThatIsGoneLeavesNoSeries() throws IOException {
    metrics.observe(RolloutSample.of("ns", "web", json("{}"), json("{}")));
    metrics.reconciled(ReconciledKind.ROLLOUT, "ns", "web", Duration.ofMillis(1));
    metrics.reconcileFailed(ReconciledKind.ROLLOUT, "ns", "web");
    metrics.counting((_, _, _, _) -> {}).emit(WEB, EventType.NORMAL, "X", "m");
    metrics.reconciled(ReconciledKind.ROLLOUT, "ns", "other", Duration.ofMillis(1));
    assertThat(scrape()).anyMatch(line -> line.contains("name=\"web\""));

    metrics.forget("Rollout", "ns", "web");

    assertThat(scrape())
        .noneMatch(line -> line.contains("name=\"web\""))
        .anyMatch(line -> line.contains("name=\"other\""));
  }
}

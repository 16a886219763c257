package io.rolloutoperator.kube.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rolloutoperator.kube.client.RequestTarget;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.metrics.AnalysisRunSample.Origin;
import io.rolloutoperator.kube.metrics.projection.ReleaseEnd;
import io.rolloutoperator.kube.metrics.projection.ReleaseOutcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A registry in which everything that can be told was told once: of one Rollout in a release that
 * an analysis judges, and of the release before, which was promoted.
 */
final class SmallWorld {
  static final Instant BEGAN = Instant.parse("2026-03-01T12:00:00Z");
  static final ObjectReference WEB =
      new ObjectReference("argoproj.io/v1alpha1", "Rollout", "shop", "web", "u", "1");

  final PrometheusRegistry registry = new PrometheusRegistry();
  final AtomicLong nanos = new AtomicLong();
  final ControllerMetrics metrics =
      new ControllerMetrics(registry, new BuildVersion("1.2.3", "abc"), nanos::get);
  final GitSyncMetrics gitSync = metrics.gitSync();

  /** Those that a cache has. */
  final List<ExperimentSample> experiments = new ArrayList<>();

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** A Rollout at the second of its three steps. */
  static RolloutSample rollout(String name, boolean verified) {
    return RolloutSample.of(
        "shop",
        name,
        json(
            "{'replicas':5,'strategy':{'canary':{'steps':[{},{},{}],"
                + "'trafficRouting':{'istio':{}}}}}"),
        json(
            "{'availableReplicas':4,'updatedReplicas':2,'stableRS':'aaa','currentPodHash':'bbb',"
                + "'currentStepIndex':1,'conditions':[{'type':'Progressing','status':'Unknown',"
                + "'reason':'RolloutPaused'}],'canary':{'weights':{'stable':{'weight':80},"
                + "'canary':{'weight':20},'verified':"
                + verified
                + "}}}"));
  }

  /** A run of two metrics, one of which was measured. */
  static AnalysisRunSample run(String name, Instant created, int failed, String value) {
    return AnalysisRunSample.of(
        "shop",
        name,
        new Origin("web", "bbb", created),
        json(
            "{'metrics':[{'name':'errors','provider':{'prometheus':{}}},"
                + "{'name':'smoke','provider':{'web':{}}}]}"),
        json(
            "{'phase':'Running','metricResults':[{'name':'errors','phase':'Running','failed':"
                + failed
                + ",'successful':3,'measurements':[{'value':'1'},{'value':'"
                + value
                + "'}]}]}"));
  }

  /** A run of two metrics that ask the same of either version of {@link #rollout}. */
  static AnalysisRunSample pair(String canary, String stable) {
    String metric = "{'name':'%s','provider':{'prometheus':{'query':'e{hash=%s}'}}}";
    String result = "{'name':'%s','phase':'Running','measurements':[{'value':'%s'}]}";
    return AnalysisRunSample.of(
        "shop",
        "web-2-1",
        new Origin("web", "bbb", BEGAN),
        json(
            "{'metrics':[%s,%s]}"
                .formatted(metric.formatted("errors", "bbb"), metric.formatted("before", "aaa"))),
        json(
            "{'phase':'Running','metricResults':[%s,%s]}"
                .formatted(
                    result.formatted("errors", canary), result.formatted("before", stable))));
  }

  static ReleaseEnd end(ReleaseOutcome outcome, String completion) {
    ReleaseEnd.Times times =
        new ReleaseEnd.Times(BEGAN, BEGAN.plusSeconds(600), Duration.ofSeconds(100));
    return new ReleaseEnd(outcome, completion, Optional.of(times));
  }

  SmallWorld everythingHappens() {
    objects();
    passes();
    notifications();
    releases();
    gitSync();
    return this;
  }

  private void objects() {
    metrics.leading(() -> true);
    metrics.observe(rollout("web", true));
    metrics.observe(run("web-2-1", BEGAN, 1, "0.5"));
    experiments.add(new ExperimentSample("shop", "baseline", "Running"));
    metrics.observeCache(experiments::stream);
    metrics.observeCache(
        () ->
            Stream.of(
                AnalysisTemplateSample.of(
                    "AnalysisTemplate",
                    "shop",
                    "errors",
                    json("{'metrics':[{'name':'errors','provider':{'prometheus':{}}}]}"))));
  }

  private void passes() {
    metrics.reconciled(ReconciledKind.ROLLOUT, "shop", "web", Duration.ofMillis(200));
    metrics.reconcileFailed(ReconciledKind.ROLLOUT, "shop", "web");
    metrics.reconciled(ReconciledKind.ANALYSIS_RUN, "shop", "web-2-1", Duration.ofMillis(5));
    metrics.reconcileFailed(ReconciledKind.ANALYSIS_RUN, "shop", "web-2-1");
    metrics.counting((_, _, _, _) -> {}).emit(WEB, EventType.NORMAL, "RolloutPaused", "m");
    String path = "/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/web/status";
    RequestTarget patch = RequestTarget.of("PATCH", URI.create(path));
    metrics.requests().answered(patch, 200);
    metrics.requests().judged(patch, false);
    QueueMetrics.Queue queue = metrics.queues().queue("Rollouts");
    queue.added("web", false);
    nanos.addAndGet(Duration.ofMillis(30).toNanos());
    queue.begun("web");
    nanos.addAndGet(Duration.ofMillis(200).toNanos());
    queue.finished("web");
    queue.added("web", true);
    queue.begun("web");
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
  }

  private void notifications() {
    metrics.notifications().sent(WEB, EventType.WARNING, "RolloutAborted", Duration.ofMillis(200));
    metrics
        .notifications()
        .failed(WEB, EventType.NORMAL, "RolloutCompleted", Duration.ofMillis(20));
    metrics.notifications().configurationRead("argo-rollouts", 1);
  }

  private void releases() {
    metrics.releases().committed("shop", "web", BEGAN.minusSeconds(60));
    metrics.releases().ended("shop", "web", end(ReleaseOutcome.PROMOTED_BY_STEPS, "Promoted"));
  }

  private void gitSync() {
    for (GitSyncMetrics.Phase phase : GitSyncMetrics.Phase.values()) {
      gitSync.phase(phase, Duration.ofMillis(1));
    }
    gitSync.applied(Duration.ofSeconds(1));
    gitSync.healthy(Duration.ofSeconds(1));
    gitSync.exchanged("ls_remote", true, 10);
    gitSync.driftCorrected("shop", "web", 1);
    gitSync.rendered("java", true);
    gitSync.wroteBack("revert", "success");
    metrics.observe(new GitSyncSample("shop", "web", json("{}"), BEGAN));
  }
}

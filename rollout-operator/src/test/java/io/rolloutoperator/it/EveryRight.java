package io.rolloutoperator.it;

import io.rolloutoperator.testkit.apiproxy.ApiProxy;
import io.rolloutoperator.testkit.apiproxy.Fault;
import io.rolloutoperator.testkit.apiproxy.Fault.Moment;
import io.rolloutoperator.testkit.apiproxy.FaultRule;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Drives a controller through all that it can do, so that it needs each right that it is given. All
 * objects carry an instance id: a controller of the whole cluster leaves those of other tests
 * alone.
 *
 * @param prometheus what its metrics are read from
 * @param receiver of its alerts
 * @param scope where it may look
 */
record EveryRight(
    TestNamespace namespace, ScriptedPrometheus prometheus, ScriptedReceiver receiver, Scope scope)
    implements AutoCloseable {
  private static final String TCP = "v1alpha2, kind: TCPRoute";
  private static final String TLS = "v1alpha2, kind: TLSRoute";
  private static final String INSTANCE = "argo-rollouts.argoproj.io/controller-instance-id";

  /** How far the rights of an install reach. */
  enum Scope {
    CLUSTER,
    NAMESPACE
  }

  /** The controller does not know of one write to each kind whether it was done, and looks. */
  static void loseAnswers(ApiProxy proxy) {
    for (String plural : List.of("services", "replicasets", "analysisruns")) {
      proxy.add(
          FaultRule.of(
              request -> request.isWrite() && request.isAbout(plural), Fault.cut(Moment.AFTER)));
    }
  }

  /** Everything, one after another. */
  void drive() {
    notifyPeople();
    experiment();
    deliverByRoutes();
    askForRoutesThatAreNotThere();
    if (scope == Scope.CLUSTER) {
      askForARouteOfAnotherNamespace();
    }
    judge();
    adopt();
    sync();
    repeatAnEvent();
    restart();
  }

  /** Nothing works on it, but it is told. */
  private void experiment() {
    namespace.apply(ExperimentMetricsIT.experiment("watched", labels()));
  }

  private String labels() {
    return "{%s: %s}".formatted(INSTANCE, namespace.name());
  }

  private LiveRollout apply(String name, String more, String canary) {
    namespace.apply(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: %1$s, labels: %4$s}
        spec:
          %3$s
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec: {containers: [{name: main, image: "example/app:v1"}]}
          strategy: {canary: %2$s}
        """
            .formatted(name, canary, more, labels()));
    return new LiveRollout(namespace, name);
  }

  /** Services and a route of each kind are patched; replicas are written where none are. */
  private void deliverByRoutes() {
    LiveRoute route = LiveRoute.apply(namespace, "routed");
    for (String kind : List.of("v1, kind: GRPCRoute", TCP, TLS)) {
      namespace.apply(
          """
          {apiVersion: gateway.networking.k8s.io/%s, metadata: {name: routed},
           spec: {rules: [{backendRefs: [
             {name: routed-stable, port: 80, weight: 100},
             {name: routed-canary, port: 80, weight: 0}]}]}}
          """
              .formatted(kind));
    }
    LiveRollout routed =
        apply(
            "routed",
            "",
            route
                .strategy("[{setWeight: 20}, {pause: {}}]", "")
                .replace(
                    "{httpRoute: routed}",
                    "{httpRoute: routed, grpcRoutes: [{name: routed}], tcpRoute: routed,"
                        + " tlsRoute: routed}"));
    routed.awaitPhase("Healthy");
    routed.version("v2");
    routed.awaitPausedAt(1);
    routed.abort();
    routed.awaitPhase("Degraded");
    namespace.delete(LiveRollout.API, "Rollout", "routed");
  }

  /** Whether it is the route that is missing or the kind, a list tells. */
  private void askForRoutesThatAreNotThere() {
    for (String route :
        List.of(
            "httpRoute: missing",
            "grpcRoutes: [{name: missing}]",
            "tcpRoute: missing",
            "tlsRoute: missing")) {
      LiveRoute missing = new LiveRoute(namespace, "missing");
      missing.applyServices();
      LiveRollout rollout =
          apply(
              "missing",
              "replicas: 1",
              missing.strategy("[{setWeight: 20}]", "").replace("httpRoute: missing", route));
      rollout.awaitPhase("Degraded");
      namespace.delete(LiveRollout.API, "Rollout", "missing");
      namespace.await("it is gone", () -> rollout.object().isMissingNode());
    }
  }

  private void askForARouteOfAnotherNamespace() {
    LiveRoute route = new LiveRoute(namespace, "foreign");
    route.applyServices();
    apply(
            "foreign",
            "replicas: 1",
            route
                .strategy("[{setWeight: 20}]", "")
                .replace("{httpRoute: foreign}", "{namespace: default, httpRoute: foreign}"))
        .awaitPhase("Degraded");
  }

  /** AnalysisRuns are made, told, ended by an abort and, beyond the limits, deleted. */
  private void judge() {
    prometheus.answers("right", "1");
    prometheus.template(namespace, "right", "count: 1");
    prometheus.answers("long", "1");
    prometheus.template(namespace, "long", "interval: 1h");
    namespace.apply(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: ClusterAnalysisTemplate
        metadata: {name: %s}
        spec:
          metrics: [{name: one, count: 1, provider: {web: {url: "https://example.com", jsonPath: "{$.a}"}}}]
        """
            .formatted(namespace.name()));
    LiveRollout judged =
        apply(
            "judged",
            "replicas: 1\n  revisionHistoryLimit: 1\n  analysis: {successfulRunHistoryLimit: 1, unsuccessfulRunHistoryLimit: 0}",
            "{analysis: {templates: [{templateName: long}]},"
                + " steps: [{setWeight: 50}, {analysis: {templates: [{templateName: right}]}}]}");
    judged.awaitPhase("Healthy");
    for (int version = 2; version < 5; version++) {
      judged.version("v" + version);
      judged.awaitPhase("Healthy");
    }
    namespace.await("old ReplicaSets are deleted", () -> judged.replicaSets().size() == 2);
  }

  /** A ReplicaSet that fits is adopted. */
  private void adopt() {
    LiveRollout rollout = apply("owner", "replicas: 1", "{steps: [{setWeight: 50}]}");
    rollout.awaitPhase("Healthy");
    namespace.apply(
        """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: orphan, labels: {app: owner, rollouts-pod-template-hash: orphan}}
        spec:
          replicas: 1
          selector: {matchLabels: {app: owner, rollouts-pod-template-hash: orphan}}
          template:
            metadata: {labels: {app: owner, rollouts-pod-template-hash: orphan}}
            spec: {containers: [{name: main, image: "example/app:orphan"}]}
        """);
    namespace.await("adopted", () -> rollout.replicaSets().size() == 2);
  }

  private void notifyPeople() {
    namespace.apply(
        """
        {apiVersion: v1, kind: Secret, metadata: {name: argo-rollouts-notification-secret}, stringData: {a: b}}
        ---
        {apiVersion: v1, kind: ConfigMap, metadata: {name: argo-rollouts-notification-configmap}, data: {context: "a: b"}}
        """);
  }

  /** A GitSync of a Rollout, whose alert names the commit, and its end with what it made. */
  private void sync() {
    String rollout =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: from-git, labels: %s}
        spec:
          replicas: 1
          selector: {matchLabels: {app: from-git}}
          template:
            metadata: {labels: {app: from-git}}
            spec: {containers: [{name: main, image: "example/app:v1"}]}
          strategy: {canary: {}}
        """
            .formatted(labels());
    Map<String, String> files = Map.of("rollout.yaml", rollout);
    try (LiveGitSync sync = LiveGitSync.follow(namespace, "synced", files, "prune: true")) {
      sync.patch("{metadata: {labels: %s}}".formatted(labels()));
      sync.awaitReady(sync.repository().head());
      namespace.await(
          "an alert names the commit",
          () ->
              receiver.taken().stream()
                  .anyMatch(alert -> alert.body().contains(sync.repository().head())));
      refuse(sync, Map.of("rollout.yaml", rollout.replace("app:v1", "app:v2")));
      namespace.delete("rollout-operator.io/v1alpha1", "GitSync", "synced");
      namespace.await("the GitSync is gone", () -> sync.read().isMissingNode());
    }
  }

  /** An account that may do nothing: is there one at all? */
  private void refuse(LiveGitSync sync, Map<String, String> files) {
    namespace.delete("rbac.authorization.k8s.io/v1", "RoleBinding", "gitsync");
    sync.push(files, "nobody may do it");
    sync.awaitNotReady("Forbidden");
    LiveGitSync.flags(namespace); // the account has its rights again
  }

  /** The same Event again is a patch of the first. */
  private void repeatAnEvent() {
    LiveRollout again = apply("again", "replicas: 1", "{steps: [{setWeight: 50}, {pause: {}}]}");
    again.awaitPhase("Healthy");
    for (String version : List.of("v2", "v1", "v2", "v1")) {
      again.version(version);
      again.awaitPhase(version.equals("v2") ? "Paused" : "Healthy");
    }
  }

  /** Pods are listed and evicted. */
  private void restart() {
    LiveRollout again = new LiveRollout(namespace, "again");
    String soon = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS).toString();
    again.patch("{spec: {restartAt: '%s'}}".formatted(soon));
    again.await("restarted", seen -> seen.at("/status/restartedAt").asText().equals(soon));
  }

  /** Takes away what is not the namespace's. */
  @Override
  public void close() {
    namespace.delete(LiveRollout.API, "ClusterAnalysisTemplate", namespace.name());
  }
}

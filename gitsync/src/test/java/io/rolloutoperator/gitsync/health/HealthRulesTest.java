package io.rolloutoperator.gitsync.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.health.Health.State;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A row for each state of each kind. */
class HealthRulesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");

  private static Arguments row(String kind, String rest, State state, String message) {
    return Arguments.of(kind, rest, state, message);
  }

  static Stream<Arguments> rulesForAllKinds() {
    return Stream.of(
        row(
            "v1 ConfigMap",
            "metadata: {deletionTimestamp: '2026-01-01T00:00:00Z', generation: 2}, status: {observedGeneration: 1}",
            State.TERMINATING,
            "being deleted"),
        row(
            "apps/v1 Deployment",
            "metadata: {generation: 2}, status: {observedGeneration: 1, conditions: [{type: Stalled, status: 'True'}]}",
            State.IN_PROGRESS,
            "generation 2, observed is 1"),
        row(
            "argoproj.io/v1alpha1 Rollout",
            "metadata: {generation: 2}, status: {observedGeneration: '1', phase: Healthy}",
            State.IN_PROGRESS,
            "generation 2, observed is 1"),
        row(
            "argoproj.io/v1alpha1 Rollout",
            "metadata: {generation: 2}, status: {observedGeneration: 5f9d, phase: Healthy}",
            State.CURRENT,
            ""),
        row(
            "x.io/v1 Thing",
            "status: {conditions: [{type: Stalled, status: 'True', message: s}, {type: Reconciling, status: 'True', message: r}]}",
            State.IN_PROGRESS,
            "r"),
        row(
            "x.io/v1 Thing",
            "status: {conditions: [{type: Stalled, status: 'True', message: s}, {type: Ready, status: 'True'}]}",
            State.FAILED,
            "s"),
        row(
            "x.io/v1 Thing",
            "status: {conditions: [{type: Ready, status: 'True'}]}",
            State.CURRENT,
            ""),
        row(
            "x.io/v1 Thing",
            "status: {conditions: [{type: Ready, status: 'False', message: \"two\\nlines\"}]}",
            State.IN_PROGRESS,
            "two lines"),
        row("x.io/v1 Thing", "status: {count: 1}", State.CURRENT, ""),
        row(
            "x.io/v1 Thing",
            "metadata: {creationTimestamp: '2026-01-01T00:00:57Z'}",
            State.CURRENT,
            ""),
        row(
            "x.io/v1 Thing",
            "metadata: {creationTimestamp: '2026-01-01T00:00:58Z'}",
            State.IN_PROGRESS,
            "no status yet"),
        row(
            "networking.k8s.io/v1 NetworkPolicy",
            "metadata: {creationTimestamp: '2026-01-01T00:00:59Z'}",
            State.CURRENT,
            ""));
  }

  static Stream<Arguments> workloads() {
    String done =
        "conditions: [{type: Progressing, status: 'True', reason: NewReplicaSetAvailable}, {type: Available, status: 'True'}]";
    String all = "replicas: 2, updatedReplicas: 2, availableReplicas: 2, readyReplicas: 2";
    String two = "spec: {replicas: 2, progressDeadlineSeconds: 600}, status: {";
    String set = "spec: {replicas: 3}, status: {";
    String sets = "replicas: 3, readyReplicas: 3, currentReplicas: 3";
    String daemon = "status: {desiredNumberScheduled: 2";
    return Stream.of(
        row("apps/v1 Deployment", two + all + ", " + done + "}", State.CURRENT, ""),
        row(
            "apps/v1 Deployment",
            "spec: {replicas: 0}, status: {conditions: [{type: Available, status: 'True'}]}",
            State.CURRENT,
            ""),
        row("apps/v1 Deployment", two + done + "}", State.IN_PROGRESS, "replicas: 0/2"),
        row(
            "apps/v1 Deployment",
            two + "replicas: 2, updatedReplicas: 1, " + done + "}",
            State.IN_PROGRESS,
            "updated: 1/2"),
        row(
            "apps/v1 Deployment",
            two + "replicas: 3, updatedReplicas: 2, " + done + "}",
            State.IN_PROGRESS,
            "1 pods still to end"),
        row(
            "apps/v1 Deployment",
            two + "replicas: 2, updatedReplicas: 2, availableReplicas: 1, " + done + "}",
            State.IN_PROGRESS,
            "available: 1/2"),
        row(
            "apps/v1 Deployment",
            two + "replicas: 2, updatedReplicas: 2, availableReplicas: 2, " + done + "}",
            State.IN_PROGRESS,
            "ready: 0/2"),
        row(
            "apps/v1 Deployment",
            two + all + ", conditions: [{type: Available, status: 'True'}]}",
            State.IN_PROGRESS,
            "ReplicaSet not available"),
        row(
            "apps/v1 Deployment",
            "spec: {replicas: 2}, status: {" + all + "}",
            State.IN_PROGRESS,
            "Deployment not available"),
        row(
            "apps/v1 Deployment",
            two
                + all
                + ", conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded}]}",
            State.FAILED,
            "progress deadline exceeded"),
        row(
            "apps/v1 StatefulSet",
            set + sets + ", currentRevision: a, updateRevision: a}",
            State.CURRENT,
            ""),
        row(
            "apps/v1 StatefulSet",
            set + sets + ", currentRevision: a, updateRevision: b}",
            State.IN_PROGRESS,
            "waiting for the updated revision"),
        row(
            "apps/v1 StatefulSet",
            set + "replicas: 3, readyReplicas: 2}",
            State.IN_PROGRESS,
            "ready: 2/3"),
        row(
            "apps/v1 StatefulSet",
            set + "replicas: 4, readyReplicas: 4}",
            State.IN_PROGRESS,
            "1 pods still to end"),
        row(
            "apps/v1 StatefulSet",
            set + "replicas: 3, readyReplicas: 3, currentReplicas: 1}",
            State.IN_PROGRESS,
            "current: 1/3"),
        row(
            "apps/v1 StatefulSet",
            "spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}}, status: {replicas: 3, readyReplicas: 3, updatedReplicas: 1, currentRevision: a, updateRevision: b}",
            State.CURRENT,
            "updated up to partition 2"),
        row(
            "apps/v1 StatefulSet",
            "spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 1}}}, status: {replicas: 3, readyReplicas: 3, updatedReplicas: 1}",
            State.IN_PROGRESS,
            "updated: 1/2"),
        row(
            "apps/v1 StatefulSet",
            "spec: {replicas: 3, updateStrategy: {type: OnDelete}}, status: {replicas: 1}",
            State.CURRENT,
            "pods are updated when they are deleted"),
        row("apps/v1 DaemonSet", "status: {}", State.IN_PROGRESS, "no pods counted yet"),
        row("apps/v1 DaemonSet", daemon + "}", State.IN_PROGRESS, "current: 0/2"),
        row(
            "apps/v1 DaemonSet",
            daemon + ", currentNumberScheduled: 2, updatedNumberScheduled: 1}",
            State.IN_PROGRESS,
            "updated: 1/2"),
        row(
            "apps/v1 DaemonSet",
            daemon + ", currentNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1}",
            State.IN_PROGRESS,
            "available: 1/2"),
        row(
            "apps/v1 DaemonSet",
            daemon
                + ", currentNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2, numberReady: 2}",
            State.CURRENT,
            ""),
        row(
            "apps/v1 ReplicaSet",
            "status: {replicas: 1, fullyLabeledReplicas: 1, availableReplicas: 1, readyReplicas: 1}",
            State.CURRENT,
            ""),
        row("apps/v1 ReplicaSet", "status: {replicas: 1}", State.IN_PROGRESS, "labelled: 0/1"),
        row(
            "apps/v1 ReplicaSet",
            "status: {conditions: [{type: ReplicaFailure, status: 'True', message: quota}]}",
            State.IN_PROGRESS,
            "quota"));
  }

  static Stream<Arguments> podsAndJobs() {
    String unschedulable =
        "status: {phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: no nodes}]}";
    return Stream.of(
        row("v1 Pod", "status: {phase: Succeeded}", State.CURRENT, "completed"),
        row("v1 Pod", "status: {phase: Failed}", State.CURRENT, "ended with a failure"),
        row(
            "v1 Pod",
            "status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}",
            State.CURRENT,
            ""),
        row("v1 Pod", "status: {phase: Running}", State.IN_PROGRESS, "not ready"),
        row(
            "v1 Pod",
            "status: {phase: Running, containerStatuses: [{name: app, state: {waiting: {reason: CrashLoopBackOff}}}]}",
            State.FAILED,
            "container app crashes again and again"),
        row("v1 Pod", "status: {phase: Pending}", State.IN_PROGRESS, "not started"),
        row(
            "v1 Pod",
            "metadata: {creationTimestamp: '2026-01-01T00:00:45Z'}, " + unschedulable,
            State.IN_PROGRESS,
            "not scheduled"),
        row(
            "v1 Pod",
            "metadata: {creationTimestamp: '2026-01-01T00:00:44Z'}, " + unschedulable,
            State.FAILED,
            "cannot be scheduled: no nodes"),
        row("batch/v1 Job", "status: {active: 1}", State.IN_PROGRESS, "not complete"),
        row(
            "batch/v1 Job",
            "status: {conditions: [{type: Complete, status: 'True'}]}",
            State.CURRENT,
            ""),
        row(
            "batch/v1 Job",
            "status: {conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded}]}",
            State.FAILED,
            "BackoffLimitExceeded"));
  }

  static Stream<Arguments> singleFields() {
    return Stream.of(
        row("v1 PersistentVolumeClaim", "status: {phase: Bound}", State.CURRENT, ""),
        row("v1 PersistentVolumeClaim", "status: {phase: Pending}", State.IN_PROGRESS, "not bound"),
        row("v1 Service", "spec: {type: ClusterIP}", State.CURRENT, ""),
        row("v1 Service", "spec: {type: LoadBalancer}", State.IN_PROGRESS, "no cluster IP yet"),
        row("v1 Service", "spec: {type: LoadBalancer, clusterIP: 10.0.0.1}", State.CURRENT, ""),
        row("v1 Secret", "type: Opaque", State.CURRENT, ""),
        row("batch/v1 CronJob", "spec: {}", State.CURRENT, ""),
        row("policy/v1 PodDisruptionBudget", "status: {}", State.CURRENT, ""),
        row("networking.k8s.io/v1 Ingress", "status: {}", State.CURRENT, ""),
        row(
            "apiextensions.k8s.io/v1 CustomResourceDefinition",
            "status: {}",
            State.IN_PROGRESS,
            "not established"),
        row(
            "apiextensions.k8s.io/v1 CustomResourceDefinition",
            "status: {conditions: [{type: Established, status: 'True'}]}",
            State.CURRENT,
            ""),
        row(
            "apiextensions.k8s.io/v1 CustomResourceDefinition",
            "status: {conditions: [{type: Established, status: 'False', reason: Installing}]}",
            State.IN_PROGRESS,
            "not established"),
        row(
            "apiextensions.k8s.io/v1 CustomResourceDefinition",
            "status: {conditions: [{type: Established, status: 'False', reason: NotAccepted, message: refused}]}",
            State.FAILED,
            "refused"),
        row(
            "apiextensions.k8s.io/v1 CustomResourceDefinition",
            "status: {conditions: [{type: NamesAccepted, status: 'False', message: taken}, {type: Established, status: 'True'}]}",
            State.FAILED,
            "taken"),
        row(
            "autoscaling/v2 HorizontalPodAutoscaler",
            "status: {conditions: [{type: AbleToScale, status: 'True'}, {type: ScalingActive, status: 'True'}]}",
            State.CURRENT,
            ""),
        row(
            "autoscaling/v2 HorizontalPodAutoscaler",
            "status: {}",
            State.IN_PROGRESS,
            "not observed yet"),
        row(
            "autoscaling/v2 HorizontalPodAutoscaler",
            "status: {conditions: [{type: AbleToScale, status: 'True'}, {type: ScalingActive, status: 'False', message: no metrics}]}",
            State.IN_PROGRESS,
            "no metrics"),
        row(
            "autoscaling/v2 HorizontalPodAutoscaler",
            "status: {conditions: [{type: AbleToScale, status: 'True'}, {type: ScalingActive, status: 'False', reason: ScalingDisabled}]}",
            State.CURRENT,
            "ScalingDisabled"),
        row(
            "autoscaling/v2 HorizontalPodAutoscaler",
            "status: {conditions: [{type: AbleToScale, status: 'False', reason: FailedGetScale, message: no target}]}",
            State.FAILED,
            "no target"),
        row(
            "bitnami.com/v1alpha1 SealedSecret",
            "status: {conditions: [{type: Synced, status: 'True'}]}",
            State.CURRENT,
            ""),
        row(
            "bitnami.com/v1alpha1 SealedSecret",
            "status: {conditions: [{type: Synced, status: 'False', message: no key}]}",
            State.FAILED,
            "no key"),
        row("bitnami.com/v1alpha1 SealedSecret", "spec: {}", State.IN_PROGRESS, "not unsealed yet"),
        row(
            "external-secrets.io/v1 ExternalSecret",
            "status: {conditions: [{type: Ready, status: 'True'}]}",
            State.CURRENT,
            ""),
        row("external-secrets.io/v1 ExternalSecret", "spec: {}", State.IN_PROGRESS, "not ready"),
        row("external-secrets.io/v1 SecretStore", "spec: {}", State.IN_PROGRESS, "not ready"),
        row(
            "cert-manager.io/v1 Certificate",
            "status: {conditions: [{type: Ready, status: 'False', message: issuing}]}",
            State.IN_PROGRESS,
            "issuing"));
  }

  static Stream<Arguments> releases() {
    return Stream.of(
        row("argoproj.io/v1alpha1 Rollout", "status: {phase: Healthy}", State.CURRENT, ""),
        row(
            "argoproj.io/v1alpha1 Rollout",
            "status: {phase: Paused, message: CanaryPauseStep}",
            State.PAUSED,
            "CanaryPauseStep"),
        row(
            "argoproj.io/v1alpha1 Rollout",
            "status: {phase: Degraded, message: aborted}",
            State.FAILED,
            "aborted"),
        row(
            "argoproj.io/v1alpha1 Rollout",
            "status: {phase: Progressing, message: more}",
            State.IN_PROGRESS,
            "more"),
        row("argoproj.io/v1alpha1 Rollout", "spec: {}", State.IN_PROGRESS, "not observed yet"),
        row(
            "argoproj.io/v1alpha1 Rollout",
            "metadata: {annotations: {rollout.argoproj.io/workload-generation: '3'}}, status: {phase: Healthy, workloadObservedGeneration: '2'}",
            State.IN_PROGRESS,
            "waiting for the workload's change to be observed"),
        row("argoproj.io/v1alpha1 AnalysisRun", "status: {phase: Successful}", State.CURRENT, ""),
        row("argoproj.io/v1alpha1 AnalysisRun", "status: {phase: Failed}", State.FAILED, "Failed"),
        row(
            "argoproj.io/v1alpha1 AnalysisRun",
            "status: {phase: Error, message: no server}",
            State.FAILED,
            "Error: no server"),
        row(
            "argoproj.io/v1alpha1 Experiment",
            "status: {phase: Inconclusive}",
            State.FAILED,
            "Inconclusive"),
        row(
            "argoproj.io/v1alpha1 Experiment",
            "status: {phase: Running}",
            State.IN_PROGRESS,
            "not finished"),
        row("argoproj.io/v1alpha1 AnalysisTemplate", "spec: {}", State.CURRENT, ""));
  }

  static Stream<Arguments> routes() {
    String head = "metadata: {generation: 2, creationTimestamp: '2026-01-01T00:00:01Z'}, status: ";
    String accepted = "{type: Accepted, status: 'True', observedGeneration: 2}";
    String resolved = "{type: ResolvedRefs, status: 'True', observedGeneration: 2}";
    String route = "gateway.networking.k8s.io/v1 HTTPRoute";
    String gateway = "gateway.networking.k8s.io/v1 Gateway";
    return Stream.of(
        row(route, head + parents(accepted, resolved), State.CURRENT, ""),
        row(
            route,
            head + parents(accepted),
            State.IN_PROGRESS,
            "gw ResolvedRefs is not known for this generation"),
        row(
            route,
            head
                + parents("{type: Accepted, status: 'False', observedGeneration: 1, message: old}"),
            State.IN_PROGRESS,
            "gw Accepted is not known for this generation"),
        row(
            route,
            head
                + parents(
                    "{type: Accepted, status: 'False', observedGeneration: 2, message: refused}"),
            State.FAILED,
            "gw Accepted is False: refused"),
        row(
            "gateway.networking.k8s.io/v1 GRPCRoute",
            head
                + parents(
                    accepted,
                    "{type: ResolvedRefs, status: 'False', observedGeneration: 2, message: no svc}"),
            State.FAILED,
            "gw ResolvedRefs is False: no svc"),
        row(route, head + "{parents: []}", State.IN_PROGRESS, "no controller has accepted it yet"),
        row(
            route,
            "metadata: {generation: 1, creationTimestamp: '2026-01-01T00:00:00Z'}",
            State.CURRENT,
            "no controller reports about it"),
        row(gateway, head + "{conditions: [" + accepted + "]}", State.CURRENT, ""),
        row(
            gateway,
            head
                + "{conditions: ["
                + accepted
                + "], listeners: [{name: web, conditions: [{type: ResolvedRefs, status: 'False', message: cert}]}]}",
            State.FAILED,
            "web ResolvedRefs is False: cert"),
        row(
            gateway,
            head + "{conditions: [{type: Accepted, status: Unknown, reason: Pending}]}",
            State.IN_PROGRESS,
            "no controller has accepted it yet"));
  }

  private static String parents(String... conditions) {
    return "{parents: [{parentRef: {name: gw}, conditions: [%s]}]}"
        .formatted(String.join(", ", conditions));
  }

  @ParameterizedTest
  @MethodSource({
    "rulesForAllKinds",
    "workloads",
    "podsAndJobs",
    "singleFields",
    "releases",
    "routes"
  })
  void anObjectIsAsItsStatusSays(String kind, String rest, State state, String message) {
    Health health = HealthRules.of(object(kind, rest), NOW);

    assertThat(health.state()).as(health.toString()).isEqualTo(state);
    assertThat(health.message()).isEqualTo(message);
  }

  private static ObjectNode object(String kind, String rest) {
    String[] words = kind.split(" ", -1);
    return Json.yaml("{apiVersion: %s, kind: %s, %s}".formatted(words[0], words[1], rest))
        .getFirst();
  }

  @Test
  void whatChangesByTimeAloneNamesTheTime() {
    ObjectNode young =
        object("x.io/v1 Thing", "metadata: {creationTimestamp: '2026-01-01T00:00:59Z'}");

    Instant recheck = HealthRules.of(young, NOW).recheckAt().orElseThrow();

    assertThat(HealthRules.of(young, recheck).state()).isEqualTo(State.CURRENT);
  }

  @Test
  void anAbsentJobIsDoneIfItIsRemovedByTime() {
    assertThat(HealthRules.absent(object("batch/v1 Job", "spec: {ttlSecondsAfterFinished: 60}")))
        .returns(State.CURRENT, Health::state);
    assertThat(HealthRules.absent(object("batch/v1 Job", "metadata: {name: a, namespace: b}")))
        .returns(State.MISSING, Health::state)
        .returns("Job b/a not found", Health::message);
  }

  @Test
  void aUnitIsAsItsWorstObject() {
    Health paused = new Health(State.PAUSED, "", Optional.empty());
    Health missing = new Health(State.MISSING, "", Optional.empty());
    Health failed = new Health(State.FAILED, "", Optional.empty());

    assertThat(HealthSummary.worst(List.of())).isEqualTo(HealthSummary.HEALTHY);
    assertThat(HealthSummary.worst(List.of(missing))).isEqualTo(HealthSummary.PROGRESSING);
    assertThat(HealthSummary.worst(List.of(missing, paused))).isEqualTo(HealthSummary.PAUSED);
    assertThat(HealthSummary.worst(List.of(failed, paused))).isEqualTo(HealthSummary.DEGRADED);
  }
}

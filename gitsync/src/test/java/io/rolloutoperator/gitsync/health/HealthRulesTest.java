package io.rolloutoperator.gitsync.health;

import static io.rolloutoperator.gitsync.health.HealthRow.object;
import static io.rolloutoperator.gitsync.health.HealthRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.health.Health.State;
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

  private static final String STEPS =
      "spec: {strategy: {canary: {steps: [{setWeight: 50}, {pause: {}}, {setWeight: 100}]}}}, ";

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
            STEPS + "status: {phase: Paused, message: CanaryPauseStep, currentStepIndex: 1}",
            State.PAUSED,
            "paused at step 2 of 3 (CanaryPauseStep)"),
        row(
            "argoproj.io/v1alpha1 Rollout",
            STEPS + "status: {phase: Paused, currentStepIndex: 0}",
            State.PAUSED,
            "paused at step 1 of 3"),
        row(
            "argoproj.io/v1alpha1 Rollout",
            STEPS + "status: {phase: Paused, message: manually paused, currentStepIndex: 3}",
            State.PAUSED,
            "manually paused"),
        row(
            "argoproj.io/v1alpha1 Rollout",
            "status: {phase: Degraded, message: aborted}",
            State.FAILED,
            "aborted"),
        row(
            "argoproj.io/v1alpha1 Rollout",
            "status: {phase: Degraded, message: 'RolloutAborted: too slow', abort: true}",
            State.FAILED,
            "RolloutAborted: too slow"),
        row(
            "argoproj.io/v1alpha1 Rollout",
            "status: {phase: Degraded, message: 'RolloutAborted: too slow'}",
            State.IN_PROGRESS,
            "waiting for the retry to begin"),
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
        row(
            route,
            head + "{parents: []}, spec: {parentRefs: [{name: gw}]}",
            State.IN_PROGRESS,
            "no controller has accepted it yet"),
        row(
            route,
            "metadata: {generation: 1, creationTimestamp: '2026-01-01T00:00:00Z'}, spec: {parentRefs: [{name: gw}]}",
            State.CURRENT,
            "no controller reports about it"),
        row(route, head + "{parents: []}, spec: {}", State.CURRENT, "it belongs to no Gateway"),
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
  @MethodSource({"rulesForAllKinds", "singleFields", "releases", "routes"})
  void anObjectIsAsItsStatusSays(String kind, String rest, State state, String message) {
    HealthRow.check(kind, rest, state, message);
  }

  @Test
  void whatChangesByTimeAloneNamesTheTime() {
    ObjectNode young =
        object("x.io/v1 Thing", "metadata: {creationTimestamp: '2026-01-01T00:00:59Z'}");

    Instant recheck = HealthRules.of(young, HealthRow.NOW).recheckAt().orElseThrow();

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

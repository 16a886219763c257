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

/** A row for each state of each kind, but those with tests of their own. */
class HealthRulesTest {

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

  @ParameterizedTest
  @MethodSource({"rulesForAllKinds", "singleFields"})
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

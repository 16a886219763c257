package io.rolloutoperator.gitsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplyOrderTest {

  private static final List<String> ORDER =
      List.of(
          "CustomResourceDefinition.apiextensions.k8s.io",
          "Namespace",
          "GatewayClass.gateway.networking.k8s.io",
          "ClusterRoleBinding.rbac.authorization.k8s.io",
          "SealedSecret.bitnami.com",
          "Service",
          "AnalysisTemplate.argoproj.io",
          "Deployment.apps",
          "HTTPRoute.gateway.networking.k8s.io",
          "Rollout.argoproj.io",
          "HorizontalPodAutoscaler.autoscaling",
          "Gateway.gateway.networking.k8s.io",
          "ValidatingWebhookConfiguration.admissionregistration.k8s.io");

  private static List<Manifest> inReverse() {
    List<String> reversed = new ArrayList<>(ORDER);
    Collections.reverse(reversed);
    return Fixture.manifests(
        reversed.stream()
            .map(
                kind -> {
                  int dot = kind.indexOf('.');
                  String group = dot < 0 ? "" : kind.substring(dot + 1) + "/";
                  return "{apiVersion: %sv1, kind: %s, metadata: {name: a}}"
                      .formatted(group, dot < 0 ? kind : kind.substring(0, dot));
                })
            .collect(Collectors.joining("\n---\n")));
  }

  @Test
  void kindsGoInTheirOrder() {
    List<String> kinds =
        ApplyOrder.stages(inReverse()).stream()
            .flatMap(stage -> stage.manifests().stream())
            .map(Manifest::id)
            .map(id -> id.group().isEmpty() ? id.kind() : id.kind() + "." + id.group())
            .toList();

    assertThat(kinds).isEqualTo(ORDER);
  }

  @ParameterizedTest
  @CsvSource({
    "gateway.networking.k8s.io, GRPCRoute",
    "networking.k8s.io, Ingress",
    "networking.istio.io, VirtualService",
    "networking.istio.io, DestinationRule",
    "traefik.io, TraefikService",
    "split.smi-spec.io, TrafficSplit",
    "apisix.apache.org, ApisixRoute",
    "getambassador.io, Mapping"
  })
  void whatARolloutNamesIsThereBeforeItAndIsDeletedBeforeIt(String group, String kind) {
    ObjectId route = new ObjectId(group, kind, "shop", "a");
    ObjectId rollout = new ObjectId("argoproj.io", "Rollout", "shop", "a");

    assertThat(ApplyOrder.Rank.of(route)).isLessThan(ApplyOrder.Rank.of(rollout));
    assertThat(ApplyOrder.Rank.ofDeletion(route))
        .isGreaterThan(ApplyOrder.Rank.ofDeletion(rollout));
  }

  @Test
  void wavesGoBeforeKindsAndObjectsOfOnePlaceStayInTheirOrder() {
    List<Manifest> manifests =
        Fixture.manifests(
            """
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: late, annotations: {rollout-operator.io/wave: '10'}}}
            ---
            {apiVersion: v1, kind: Secret, metadata: {name: z}}
            ---
            {apiVersion: batch/v1, kind: Job, metadata: {name: early, annotations: {rollout-operator.io/wave: '-1'}}}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
            """);

    assertThat(ApplyOrder.stages(manifests))
        .extracting(
            stage ->
                stage.place() + ": " + stage.manifests().stream().map(m -> m.id().name()).toList())
        .containsExactly(
            "wave -1 workloads: [early]",
            "wave 0 configuration: [z, a]",
            "wave 10 workloads: [late]");
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5, 0",
    "-7, -7, 0",
    "0, 0, 0",
    "1000000, 1000000, 0",
    "1000001, 0, 1",
    "99999999999, 0, 1",
    "'', 0, 1",
    "1.5, 0, 1",
    "one, 0, 1",
    "' 1', 0, 1",
    "+1, 0, 1",
    "-, 0, 1",
    "٣, 0, 1"
  })
  void aWaveIsAWholeNumberOrAbsent(String value, int wave, int notes) {
    ObjectMarks marks = marks("rollout-operator.io/wave", value);

    assertThat(marks.wave()).isEqualTo(wave);
    assertThat(marks.notes())
        .hasSize(notes)
        .allMatch(note -> note.startsWith("ConfigMap a: annotation"));
  }

  @ParameterizedTest
  @CsvSource({
    "Override, OVERRIDE, 0", "Merge, MERGE, 0", "IfNotPresent, IF_NOT_PRESENT, 0",
    "Ignore, IGNORE, 0", "ignore, OVERRIDE, 1", "'', OVERRIDE, 1"
  })
  void anUnknownModeCountsAsAbsent(String value, ApplyMode mode, int notes) {
    ObjectMarks marks = marks("rollout-operator.io/apply", value);

    assertThat(marks.mode()).isEqualTo(mode);
    assertThat(marks.notes()).hasSize(notes);
  }

  @ParameterizedTest
  @CsvSource({"prune, true", "reconcile, Disabled", "force, true", "wave-wait, ''"})
  void aSwitchWithAnotherValueCountsAsAbsent(String key, String value) {
    ObjectMarks marks = marks("rollout-operator.io/" + key, value);

    assertThat(marks)
        .isEqualTo(
            new ObjectMarks(
                false,
                false,
                false,
                ApplyMode.OVERRIDE,
                0,
                false,
                List.of(
                    "ConfigMap a: annotation rollout-operator.io/%s has no known value and is ignored"
                        .formatted(key))));
  }

  private static ObjectMarks marks(String key, String value) {
    return ObjectMarks.of(
        Fixture.yaml(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: {%s: '%s'}}}"
                .formatted(key, value)));
  }

  @Test
  void anAppliedObjectSaysWhoseItIsWithoutChangingTheManifest() {
    var git = Fixture.yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: null}}");
    var before = git.deepCopy();

    var marked = ObjectMarks.marked(git, Fixture.UNIT, Fixture.INSTALLATION);

    assertThat(git).isEqualTo(before);
    assertThat(marked)
        .isEqualTo(
            Fixture.yaml(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {rollout-operator.io/sync: '%s'}, annotations: {rollout-operator.io/sync-owner: GitSync/shop/my-app}}}"
                    .formatted(Fixture.LABEL)));
    assertThat(ObjectId.of(marked)).isEqualTo(ObjectId.of(git));
  }
}

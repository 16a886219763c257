package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.api.template.StepHash;
import io.rolloutoperator.kube.objects.ReplicaSetTree;
import io.rolloutoperator.testkit.cluster.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoredValuesTest {

  private static final String REVISION = "rollout.argoproj.io/revision";
  private static final String STEPS = "[{setWeight: 10}, {pause: {}}, {setWeight: 20}]";

  private final List<String> told = new ArrayList<>();
  private final IgnoredValues values =
      new IgnoredValues(
          (_, type, reason, message) -> told.add(type + " " + reason + ": " + message));

  @Test
  void aRevisionThatIsNoNumberIsToldOnceForEachValue() {
    values.tell(rollout("abc", "{}"), List.of());
    values.tell(rollout("abc", "{}"), List.of());
    assertThat(told)
        .containsExactly(
            "WARNING ValueIgnored: annotation rollout.argoproj.io/revision has invalid value"
                + " \"abc\"; ignored");
    values.tell(rollout("-1", "{}"), List.of());
    values.tell(rollout("-1", "{}"), List.of());
    assertThat(told).hasSize(2);
    assertThat(told.getLast()).contains("\"-1\"");
  }

  @Test
  void aValueThatComesBackAfterItWasPutRightIsToldAgain() {
    values.tell(rollout("abc", "{}"), List.of());
    values.tell(rollout("3", "{}"), List.of());
    values.tell(rollout("abc", "{}"), List.of());
    assertThat(told).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -3 | status.currentStepIndex -3 is out of range 0..3; recomputed from spec
           4 | status.currentStepIndex 4 is out of range 0..3; recomputed from spec
          """)
  void anIndexBeyondTheStepsIsToldOnce(int index, String warning) {
    String status =
        status(index, StepHash.of(Json.yaml("{steps: " + STEPS + "}").getFirst().path("steps")));
    values.tell(rollout("3", status), List.of());
    values.tell(rollout("3", status), List.of());
    assertThat(told).containsExactly("WARNING ValueIgnored: " + warning);
  }

  @Test
  void anIndexOfOtherStepsIsNoWarning() {
    values.tell(rollout("3", status(6, "of-longer-steps")), List.of());
    assertThat(told).isEmpty();
  }

  @Test
  void anUnknownPhaseIsToldBesideOtherWarnings() {
    values.tell(rollout("abc", "{phase: Odd}"), List.of());
    assertThat(told)
        .containsExactly(
            "WARNING ValueIgnored: annotation rollout.argoproj.io/revision has invalid value"
                + " \"abc\"; ignored",
            "WARNING ValueIgnored: status.phase \"Odd\" is unknown; recomputed from spec");
  }

  @Test
  void aReplicaSetsRevisionIsToldOnceForEachReplicaSet() {
    List<ReplicaSetTree> owned =
        List.of(replicaSet("web-1", "abc"), replicaSet("web-2", "2"), replicaSet("web-3", "abc"));
    values.tell(rollout("3", "{}"), owned);
    values.tell(rollout("3", "{}"), owned);
    assertThat(told)
        .containsExactly(
            "WARNING ValueIgnored: ReplicaSet web-1: annotation rollout.argoproj.io/revision has"
                + " invalid value \"abc\"; ignored",
            "WARNING ValueIgnored: ReplicaSet web-3: annotation rollout.argoproj.io/revision has"
                + " invalid value \"abc\"; ignored");
  }

  @Test
  void nothingIsToldOfValuesThatMakeSense() {
    values.tell(rollout("3", "{phase: Paused, currentStepIndex: 3}"), List.of());
    values.tell(rollout("3", "{phase: Paused, currentStepIndex: 0}"), List.of());
    assertThat(told).isEmpty();
  }

  private static String status(int index, String hash) {
    return "{currentStepIndex: %d, currentStepHash: \"%s\"}".formatted(index, hash);
  }

  private static ReplicaSetTree replicaSet(String name, String revision) {
    return Readings.parse(
        """
        {apiVersion: apps/v1, kind: ReplicaSet,
         metadata: {namespace: shop, name: %s, annotations: {%s: '%s'}}}
        """
            .formatted(name, REVISION, revision),
        ReplicaSetTree.class);
  }

  private static Rollout rollout(String revision, String status) {
    Rollout rollout = new Rollout();
    rollout.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("shop")
            .withName("web")
            .withUid("u")
            .withAnnotations(Map.of(REVISION, revision))
            .build());
    JsonNode tree =
        Json.yaml("{spec: {strategy: {canary: {steps: " + STEPS + "}}}, status: " + status + "}")
            .getFirst();
    rollout.setSpec(tree.path("spec"));
    rollout.setStatus(tree.path("status"));
    return rollout;
  }
}

package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.junit.DisruptsCluster;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.OnAnyCluster;
import io.rolloutoperator.testkit.junit.OnTestClusterOnly;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Loosens the definitions of kinds. */
@DisruptsCluster
@OnAnyCluster
class MalformedObjectsIT {
  private static final String STEPS = "[{setWeight: 50}, {pause: {duration: 1s}}]";

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  MalformedObjectsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = ShippedOperator.start(namespace);
  }

  @Test
  @OnTestClusterOnly("an operator that is started again")
  @ExpectWarnings("SuspiciousSpec")
  void aSpecThatNoSchemaLetsThroughDelaysNoOtherAndNoStart() {
    LiveRollout healthy = LiveRollout.deploy(namespace, "healthy", 2, "{steps: " + STEPS + "}");
    try (var _ = new LooseDefinition(namespace.cluster().api(), "rollouts")) {
      LiveRollout steps = stored("steps", "{containers: [{name: main, image: a}]}", "abc");
      LiveRollout quantity =
          stored(
              "quantity",
              "{containers: [{name: main, image: a, resources: {requests: {cpu: 1x}}}]}",
              STEPS);
      toldAndHarmless(steps, quantity, healthy, "v2");
      operator.restart();
      toldAndHarmless(steps, quantity, healthy, "v3");
      namespace.delete(LiveRollout.API, "Rollout", "steps");
      namespace.delete(LiveRollout.API, "Rollout", "quantity");
    }
  }

  private void toldAndHarmless(
      LiveRollout steps, LiveRollout quantity, LiveRollout healthy, String version) {
    steps.awaitPhase("Degraded");
    assertThat(steps.message())
        .isEqualTo("InvalidSpec: spec.strategy.canary.steps: expected a list, got string");
    assertThat(steps.replicaSets()).isEmpty();
    quantity.awaitPhase("Healthy");
    namespace.await(
        "the quantity is told",
        () ->
            suspicions()
                .contains(
                    "spec.template.spec.containers[0].resources.requests[cpu]: quantities must"
                        + " match the regular expression"));
    healthy.version(version);
    healthy.awaitPhase("Healthy");
    assertThat(healthy.scales()).endsWith("=2");
    assertThat(operator.local().running()).isTrue();
  }

  private String suspicions() {
    return namespace.events().stream()
        .filter(event -> event.path("reason").asText().equals("SuspiciousSpec"))
        .map(event -> event.path("message").asText())
        .collect(Collectors.joining("\n"));
  }

  @Test
  @OnTestClusterOnly("the audit log")
  void aStatusThatCannotBeReadIsNotTakenForNone() {
    LiveRollout rollout =
        LiveRollout.deploy(namespace, "status", 2, "{steps: [{setWeight: 50}, {pause: {}}]}");
    rollout.version("v2");
    rollout.awaitPausedAt(1);
    try (var _ = new LooseDefinition(namespace.cluster().api(), "rollouts")) {
      Instant begin = Instant.now();
      namespace.await("the index is stored", () -> patchedStatus("{currentStepIndex: one}"));
      namespace.await(
          "the log tells it",
          () ->
              operator.local().logLines().stream()
                  .anyMatch(line -> line.contains("status.currentStepIndex: expected a")));
      LiveRollout.deploy(namespace, "beside", 1, "{steps: " + STEPS + "}");
      assertThat(rollout.scales()).isEqualTo("1=1 2=1");
      assertThat(operator.writesSince(begin))
          .noneMatch(write -> write.summary().endsWith("/status"));
      namespace.await("the index is put right", () -> patchedStatus("{currentStepIndex: 1}"));
    }
    rollout.promote();
    rollout.awaitPhase("Healthy");
    assertThat(rollout.scales()).isEqualTo("1=0 2=2");
  }

  @Test
  @ExpectWarnings("ValueIgnored")
  void valuesThatMakeNoSenseAreToldOnceAndWorkedOutAnew() {
    LiveRollout rollout =
        LiveRollout.deploy(namespace, "ignored", 2, "{steps: [{setWeight: 50}, {pause: {}}]}");
    rollout.version("v2");
    rollout.awaitPausedAt(1);
    rollout.patch("{metadata: {annotations: {rollout.argoproj.io/revision: abc}}}");
    rollout.await("the revision is put right", seen -> LiveRollout.revision(seen) == 2);
    namespace.patchStatus(
        LiveRollout.API, "Rollout", "ignored", "{status: {currentStepIndex: -3}}");
    rollout.awaitPausedAt(1);
    assertThat(rollout.scales()).isEqualTo("1=1 2=1");
    namespace.await("both are told", () -> ignoredValues().size() == 2);
    assertThat(ignoredValues())
        .containsExactlyInAnyOrder(
            "annotation rollout.argoproj.io/revision has invalid value \"abc\"; ignored",
            "status.currentStepIndex -3 is out of range 0..2; recomputed from spec");
  }

  private List<String> ignoredValues() {
    return namespace.events().stream()
        .filter(event -> event.path("reason").asText().equals("ValueIgnored"))
        .map(event -> event.path("message").asText())
        .toList();
  }

  private boolean patchedStatus(String status) {
    namespace.patchStatus(LiveRollout.API, "Rollout", "status", "{status: " + status + "}");
    return true;
  }

  @Test
  @ExpectWarnings("AnalysisRunError")
  void malformedTemplatesAndRunsAreToldWhereTheyMatter() {
    try (var _ =
        new LooseDefinition(namespace.cluster().api(), "analysistemplates", "analysisruns")) {
      for (String kind : List.of("AnalysisTemplate", "AnalysisRun")) {
        namespace.await(kind + " is stored", () -> appliedMalformed(kind));
      }
      LiveRollout judged =
          LiveRollout.apply(
              namespace,
              "judged",
              1,
              "{steps: [{analysis: {templates: [{templateName: malformed}]}}]}");
      judged.awaitPhase("Degraded");
      assertThat(judged.message()).contains("AnalysisTemplate 'malformed' not found");
      namespace.await(
          "the run is told",
          () ->
              namespace
                  .read(LiveRollout.API, "AnalysisRun", "malformed")
                  .path("status")
                  .path("message")
                  .asText()
                  .equals("Analysis spec invalid: spec.metrics: expected a list, got string"));
      LiveRollout.deploy(namespace, "other", 1, "{steps: " + STEPS + "}");
      namespace.delete(LiveRollout.API, "AnalysisTemplate", "malformed");
      namespace.delete(LiveRollout.API, "AnalysisRun", "malformed");
    }
  }

  private boolean appliedMalformed(String kind) {
    namespace.apply(
        "{apiVersion: %s, kind: %s, metadata: {name: malformed}, spec: {metrics: abc}}"
            .formatted(LiveRollout.API, kind));
    return true;
  }

  /** Applies a Rollout again and again until the API server has taken over the loose schema. */
  private LiveRollout stored(String name, String podSpec, String steps) {
    namespace.await(
        name + " is stored",
        () ->
            !namespace
                .apply(
                    """
                    apiVersion: %1$s
                    kind: Rollout
                    metadata: {name: %2$s}
                    spec:
                      replicas: 1
                      selector: {matchLabels: {app: %2$s}}
                      template: {metadata: {labels: {app: %2$s}}, spec: %3$s}
                      strategy: {canary: {steps: %4$s}}
                    """
                        .formatted(LiveRollout.API, name, podSpec, steps))
                .isEmpty());
    return new LiveRollout(namespace, name);
  }
}

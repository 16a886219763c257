package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.junit.OnAnyCluster;
import io.rolloutoperator.testkit.junit.OnTestClusterOnly;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What happens when the wish changes while a canary is under way. */
@RequiresCluster
@OnAnyCluster
@Execution(ExecutionMode.CONCURRENT)
@Order(1) // begins early, as it takes long
class RevisionsIT {
  private static final String STEPS = "{steps: [{setWeight: 50}, {pause: {}}, {setWeight: 75}]}";

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  RevisionsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = ShippedOperator.start(namespace);
  }

  private LiveRollout pausedAtHalf(String name) {
    LiveRollout rollout = LiveRollout.deploy(namespace, name, 4, STEPS);
    rollout.version("v2");
    rollout.awaitPausedAt(1);
    assertThat(rollout.scales()).isEqualTo("1=2 2=2");
    return rollout;
  }

  @Test
  void aThirdVersionInMidCanaryTakesTheSecondsPlaceAndStartsFromTheFirstStep() {
    LiveRollout rollout = pausedAtHalf("third");
    String stable = rollout.status().path("stableRS").asText();
    rollout.version("v3");
    rollout.await(
        "paused with revision 3",
        seen ->
            seen.path("status").path("phase").asText().equals("Paused")
                && seen.path("status").path("currentStepIndex").asInt() == 1
                && rollout.scales().equals("1=2 2=0 3=2"));
    assertThat(rollout.status().path("stableRS").asText()).isEqualTo(stable);

    rollout.promote();
    rollout.awaitPhase("Healthy");
    assertThat(rollout.scales()).isEqualTo("1=0 2=0 3=4");
    assertThat(rollout.hashes()).doesNotHaveDuplicates();
  }

  @Test
  void goingBackToTheStableTemplateSkipsTheStepsAndKeepsItsReplicaSet() {
    LiveRollout rollout = pausedAtHalf("back");
    String stable = rollout.status().path("stableRS").asText();
    String uid = rollout.replicaSets().getFirst().path("metadata").path("uid").asText();
    rollout.version("v1");
    rollout.awaitPhase("Healthy");

    assertThat(rollout.step()).isEqualTo(3);
    assertThat(rollout.status().path("stableRS").asText()).isEqualTo(stable);
    assertThat(rollout.status().path("currentPodHash").asText()).isEqualTo(stable);
    assertThat(rollout.scales()).isEqualTo("2=0 3=4");
    assertThat(rollout.replicaSets().getLast().path("metadata").path("uid").asText())
        .isEqualTo(uid);
  }

  @Test
  @OnTestClusterOnly("the audit log")
  void behindARouterTheTrafficLeavesACanaryBeforeItsServiceDoes() {
    LiveRoute route = LiveRoute.apply(namespace, "routed");
    LiveRollout rollout = route.deploy(5, "[{setWeight: 20}, {pause: {}}]");
    String stable = rollout.hashes().getFirst();
    rollout.version("v2");
    rollout.awaitPausedAt(1);
    try (WeightLog log = new WeightLog(route)) {
      namespace.await("the log has begun", () -> log.weights().equals(List.of("80 20")));
      Instant third = Instant.now();
      rollout.version("v3");
      rollout.awaitPausedAt(1);
      awaitWeights(log, "80 20", "100 0", "80 20");
      assertTurns(third, "httproutes", "services", "httproutes");
      assertThat(route.selected("canary")).isEqualTo(rollout.hashes().getLast());

      Instant back = Instant.now();
      rollout.version("v1");
      rollout.awaitPhase("Healthy");
      awaitWeights(log, "80 20", "100 0", "80 20", "100 0");
      rollout.await("the Service is back", _ -> route.selected("canary").equals(stable));
      assertTurns(back, "httproutes", "services");
    }
    assertThat(rollout.phase()).isEqualTo("Healthy");
    assertThat(rollout.status().path("stableRS").asText()).isEqualTo(stable);
  }

  private void awaitWeights(WeightLog log, String... weights) {
    namespace.await("these weights are told", () -> log.weights().size() >= weights.length);
    assertThat(log.weights()).containsExactly(weights);
  }

  /** A write is done a moment before the audit log has it. */
  private void assertTurns(Instant since, String... resources) {
    namespace.await("the writes are told", () -> turns(since).size() >= resources.length);
    assertThat(turns(since)).containsExactly(resources);
  }

  /** What the operator turned the traffic with since then, in its order. */
  private static List<String> turns(Instant since) {
    return operator.writesSince(since).stream()
        .filter(AuditEntry::isDone)
        .map(AuditEntry::resource)
        .filter(Set.of("httproutes", "services")::contains)
        .toList();
  }

  @Test
  void scalingInMidCanaryKeepsTheShareAndTheStep() {
    LiveRollout rollout = pausedAtHalf("scaled");
    rollout.patch("{spec: {replicas: 8}}");
    rollout.await("half of 8 each", _ -> rollout.scales().equals("1=4 2=4"));
    assertThat(rollout.step()).isEqualTo(1);

    rollout.scaleSubresource(2);
    rollout.await(
        "half of 2 each, all pods gone",
        seen ->
            rollout.scales().equals("1=1 2=1")
                && seen.path("status").path("replicas").asInt() == 2);
    assertThat(rollout.phase()).isEqualTo("Paused");
    assertThat(rollout.step()).isEqualTo(1);

    rollout.promote();
    rollout.awaitPhase("Healthy");
    assertThat(rollout.scales()).isEqualTo("1=0 2=2");
  }
}

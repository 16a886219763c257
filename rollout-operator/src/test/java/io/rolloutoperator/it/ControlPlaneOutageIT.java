package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.cluster.Role;
import io.rolloutoperator.testkit.junit.DisruptsCluster;
import io.rolloutoperator.testkit.junit.ExpectErrors;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the control plane. */
@DisruptsCluster
// An API server that just started knows no roles yet.
@ExpectErrors({"cannot read the lease", "cannot renew the lease"})
class ControlPlaneOutageIT {
  private static final int COUNT = 5;
  private static final ScriptedPrometheus prometheus = ScriptedPrometheus.open();

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  ControlPlaneOutageIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = ShippedOperator.start(namespace, ShippedOperator.LOCAL_METRICS);
  }

  @AfterAll
  static void close() {
    prometheus.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"API_SERVER", "ETCD"})
  void anUpdateGoesOnAfterTheRoleWasKilledInItsMidst(Role role) {
    LiveRollout rollout = releasedUnderAnalysis(role == Role.ETCD ? "etcd" : "api-server");
    ControlPlane plane = namespace.cluster().controlPlane();
    plane.kill(role);
    plane.start(role);

    rollout.awaitPhase("Healthy");
    assertThat(operator.local().running()).as("the same operator").isTrue();
    assertThat(rollout.scales()).isEqualTo("1=0 2=2");
    List<LiveRun> runs = LiveRun.of(rollout);
    assertThat(runs).extracting(LiveRun::phase).containsExactly("Successful", "Successful");
    for (LiveRun run : runs) {
      assertThat(run.values()).as(run.name()).hasSize(COUNT).doesNotHaveDuplicates();
      assertThat(run.number("count")).isEqualTo(COUNT);
    }
    assertThat(prometheus.asked(rollout.name()))
        .as("each answer is in a status once")
        .isEqualTo(runs.size() * COUNT);
  }

  /** Is judged as a step and in the background, each answer another number. */
  private LiveRollout releasedUnderAnalysis(String name) {
    prometheus.answers(name, Integer::toString);
    prometheus.template(namespace, name, "count: %d, interval: 1s".formatted(COUNT));
    LiveRollout rollout =
        LiveRollout.deploy(
            namespace,
            name,
            2,
            ("{steps: [{setWeight: 50}, {analysis: {templates: [{templateName: %1$s}]}},"
                    + " {setWeight: 100}, {pause: {duration: 3s}}], analysis: {templates:"
                    + " [{templateName: %1$s}]}}")
                .formatted(name));
    rollout.version("v2");
    rollout.awaitStep(1);
    rollout.await(
        "both runs measure",
        _ -> LiveRun.of(rollout).stream().filter(run -> !run.values().isEmpty()).count() == 2);
    return rollout;
  }
}

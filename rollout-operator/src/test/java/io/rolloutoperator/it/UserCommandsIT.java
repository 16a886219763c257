package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.OnAnyCluster;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command of a user at each step. A step that would end by itself is held by spec.paused. */
@RequiresCluster
@OnAnyCluster
@Order(1) // begins early, as it takes long
@ExpectWarnings("RolloutAborted")
@Execution(ExecutionMode.CONCURRENT)
class UserCommandsIT {
  private static final String STEPS =
      "{steps: [{setWeight: 50}, {pause: {}}, {setWeight: 75}, {pause: {duration: 1h}},"
          + " {setWeight: 100}, {pause: {}}]}";
  private static final int COUNT = 6;

  private final TestNamespace namespace;

  UserCommandsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    ShippedOperator.start(namespace);
  }

  /** Odd steps are pauses; even ones are held by the user before they can complete. */
  private LiveRollout at(int step, String command) {
    LiveRollout rollout = LiveRollout.deploy(namespace, command + "-" + step, 2, STEPS);
    if (step == 0) {
      rollout.pause(true);
      rollout.awaitPhase("Paused");
    }
    rollout.version("v2");
    for (int pause = 1; pause < step; pause += 2) {
      rollout.awaitPausedAt(pause);
      if (pause + 1 == step) {
        rollout.holdAt(step);
      } else {
        rollout.promote();
      }
    }
    rollout.awaitPausedAt(step);
    return rollout;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void abortGoesBackToStableAndRetryStartsAgain(int step) {
    LiveRollout rollout = at(step, "abort");
    rollout.abort();
    rollout.awaitPhase("Degraded");
    assertThat(rollout.reason("Progressing")).isEqualTo("RolloutAborted");
    assertThat(rollout.step()).isZero();
    assertThat(rollout.status().path("abortedAt").asText()).isNotEmpty();
    rollout.pause(false);
    rollout.await("all replicas are stable", _ -> rollout.scales().matches("1=2( 2=0)?"));

    rollout.retry();
    rollout.awaitPausedAt(1);
    assertThat(rollout.status().has("abortedAt")).isFalse();
    assertThat(rollout.scales()).isEqualTo("1=1 2=1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void promoteEndsThePause(int step) {
    LiveRollout rollout = at(step, "promote");
    rollout.promote();
    if (step + 2 < COUNT) {
      rollout.awaitPausedAt(step + 2);
    } else {
      rollout.awaitPhase("Healthy");
    }
    assertThat(rollout.replicaSets()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void promoteFullSkipsWhatIsLeft(int step) {
    LiveRollout rollout = at(step, "full");
    rollout.pause(false);
    rollout.promoteFull();
    rollout.awaitPhase("Healthy");
    assertThat(rollout.step()).isEqualTo(COUNT);
    assertThat(rollout.scales()).isEqualTo("1=0 2=2");
    assertThat(rollout.status().path("promoteFull").asBoolean()).isFalse();
    assertThat(rollout.status().path("stableRS").asText())
        .isEqualTo(rollout.status().path("currentPodHash").asText());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void pauseHoldsEvenAPromotedStepUntilItIsTakenBack(int step) {
    LiveRollout rollout = at(step, "pause");
    rollout.pause(true);
    rollout.await(
        "manually paused",
        seen -> seen.path("status").path("message").asText().equals("manually paused"));
    rollout.promote();
    rollout.patch("{spec: {progressDeadlineSeconds: 700}}");
    rollout.await("seen after the promote", _ -> true);
    assertThat(rollout.step()).isEqualTo(step);

    rollout.pause(false);
    if (step + 2 < COUNT) {
      rollout.awaitPausedAt(step + 2);
    } else {
      rollout.awaitPhase("Healthy");
    }
  }
}

package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import io.rolloutoperator.testkit.node.SimRules.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Commands of a user at steps under way: a weight that waits for pods, an analysis that runs. */
@RequiresCluster
@ExpectWarnings("RolloutAborted")
@Execution(ExecutionMode.CONCURRENT)
class StepCommandsIT {
  private static final ScriptedPrometheus prometheus = ScriptedPrometheus.open();

  private final TestNamespace namespace;
  private final JudgedRollouts judged;

  StepCommandsIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.judged = new JudgedRollouts(namespace, prometheus);
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    ShippedOperator.start(namespace, ShippedOperator.LOCAL_METRICS);
  }

  @AfterAll
  static void close() {
    prometheus.close();
  }

  /** Waits at {@code setWeight: 50} for a pod of a version that is not ready before it is let. */
  private LiveRollout waitingForPods(String name) {
    LiveRollout rollout =
        LiveRollout.deploy(
            namespace, name, 2, "{maxUnavailable: 0, steps: [{setWeight: 50}, {pause: {}}]}");
    letReady(rollout, false);
    rollout.version(name);
    rollout.await("canary wanted", _ -> rollout.scales().equals("1=2 2=1"));
    rollout.awaitStep(0);
    return rollout;
  }

  private void letReady(LiveRollout rollout, boolean ready) {
    Target canary = Target.image(namespace.name(), "example/app:" + rollout.name());
    namespace.rules(rules -> rules.setReady(canary, ready));
  }

  /** Is at an analysis that goes on until somebody ends it. */
  private LiveRollout underAnalysis(String name) {
    return underAnalysis(name, "count: 2, interval: 1h");
  }

  private LiveRollout underAnalysis(String name, String metric) {
    LiveRollout rollout = judged.byStep(name, metric, "1");
    rollout.awaitStep(1);
    rollout.await(
        "the analysis measures",
        _ -> LiveRun.of(rollout).stream().anyMatch(run -> !run.values().isEmpty()));
    return rollout;
  }

  @Test
  void promoteGoesPastAWeightWhosePodsAreNotReady() {
    LiveRollout rollout = waitingForPods("promote-pods");
    rollout.promote();
    rollout.awaitPausedAt(1);
    assertThat(rollout.scales()).isEqualTo("1=2 2=1");
    letReady(rollout, true);
    rollout.await("stable makes room", _ -> rollout.scales().equals("1=1 2=1"));
    assertThat(rollout.step()).isEqualTo(1);
  }

  @Test
  void promoteFullWaitsForThePodsAndSkipsTheSteps() {
    LiveRollout rollout = waitingForPods("full-pods");
    rollout.promoteFull();
    rollout.awaitStep(2);
    assertThat(rollout.status().path("stableRS").asText())
        .isNotEqualTo(rollout.status().path("currentPodHash").asText());
    letReady(rollout, true);
    rollout.awaitPhase("Healthy");
    assertThat(rollout.scales()).isEqualTo("1=0 2=2");
  }

  @Test
  void abortTakesAWaitingCanaryAwayAndRetryWaitsAgain() {
    LiveRollout rollout = waitingForPods("abort-pods");
    rollout.abort();
    rollout.awaitPhase("Degraded");
    rollout.await("only stable pods", _ -> rollout.scales().equals("1=2 2=0"));

    rollout.retry();
    rollout.await("canary wanted again", _ -> rollout.scales().equals("1=2 2=1"));
    assertThat(rollout.step()).isZero();
    letReady(rollout, true);
    rollout.awaitPausedAt(1);
    assertThat(rollout.scales()).isEqualTo("1=1 2=1");
  }

  @Test
  void pauseHoldsAWeightThoughItsPodsBecomeReady() {
    LiveRollout rollout = waitingForPods("pause-pods");
    rollout.pause(true);
    rollout.awaitPhase("Paused");
    letReady(rollout, true);
    rollout.await(
        "the pod counts as available",
        seen -> seen.path("status").path("availableReplicas").asInt() == 3);
    assertThat(rollout.step()).isZero();
    assertThat(rollout.scales()).isEqualTo("1=2 2=1");
    rollout.pause(false);
    rollout.awaitPausedAt(1);
    rollout.await("stable makes room", _ -> rollout.scales().equals("1=1 2=1"));
  }

  @Test
  void promoteGoesPastAnAnalysisAndEndsIt() {
    LiveRollout rollout = underAnalysis("promote-analysis");
    rollout.promote();
    rollout.awaitPausedAt(2);
    awaitEnded(rollout);
    assertThat(LiveRun.of(rollout)).hasSize(1);
  }

  @Test
  void promoteFullEndsAnAnalysis() {
    LiveRollout rollout = underAnalysis("full-analysis");
    rollout.promoteFull();
    rollout.awaitPhase("Healthy");
    awaitEnded(rollout);
    assertThat(LiveRun.of(rollout)).hasSize(1);
    assertThat(rollout.scales()).isEqualTo("1=0 2=2");
  }

  @Test
  void abortEndsAnAnalysisAndRetryMakesANewOne() {
    LiveRollout rollout = underAnalysis("abort-analysis");
    rollout.abort();
    rollout.awaitPhase("Degraded");
    awaitEnded(rollout);
    rollout.await("only stable pods", _ -> rollout.scales().equals("1=2 2=0"));

    rollout.retry();
    rollout.awaitStep(1);
    rollout.await(
        "a second run measures",
        _ -> LiveRun.of(rollout).stream().filter(run -> !run.values().isEmpty()).count() == 2);
    assertThat(LiveRun.of(rollout))
        .extracting(LiveRun::phase)
        .containsExactly("Successful", "Running");
  }

  @Test
  void pauseLetsAnAnalysisEndButNotItsStep() {
    LiveRollout rollout = underAnalysis("pause-analysis", "count: 3, interval: 1s");
    rollout.pause(true);
    rollout.awaitPhase("Paused");
    rollout.await(
        "the run succeeded",
        seen ->
            seen.path("status")
                .path("canary")
                .path("currentStepAnalysisRunStatus")
                .path("status")
                .asText()
                .equals("Successful"));
    assertThat(rollout.step()).isEqualTo(1);
    rollout.pause(false);
    rollout.awaitPausedAt(2);
    assertThat(LiveRun.of(rollout)).hasSize(1);
    assertThat(prometheus.asked("pause-analysis")).isEqualTo(3);
  }

  private static void awaitEnded(LiveRollout rollout) {
    rollout.await(
        "the run ended", _ -> LiveRun.of(rollout).getFirst().message().equals("Run Terminated"));
    assertThat(LiveRun.of(rollout).getFirst().phase()).isEqualTo("Successful");
  }
}

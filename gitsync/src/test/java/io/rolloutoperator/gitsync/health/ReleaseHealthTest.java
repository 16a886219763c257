package io.rolloutoperator.gitsync.health;

import static io.rolloutoperator.gitsync.health.HealthRow.row;

import io.rolloutoperator.gitsync.health.Health.State;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A row for each state of a release. */
class ReleaseHealthTest {

  private static final String STEPS =
      "spec: {strategy: {canary: {steps: [{setWeight: 50}, {pause: {}}, {setWeight: 100}]}}}, ";

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

  @ParameterizedTest
  @MethodSource("releases")
  void aReleaseIsAsItsStatusSays(String kind, String rest, State state, String message) {
    HealthRow.check(kind, rest, state, message);
  }
}

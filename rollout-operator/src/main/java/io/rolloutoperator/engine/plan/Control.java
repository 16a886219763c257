package io.rolloutoperator.engine.plan;

import io.rolloutoperator.api.rollout.PauseCondition;
import io.rolloutoperator.api.rollout.RolloutAnalysisRunStatus;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.api.rollout.TrafficWeights;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a Rollout's status that steers the update: users and strategies change it, everything
 * else in the status is observed or follows from it.
 *
 * @param abort the update is aborted
 * @param abortedAt since when
 * @param promoteFull a user asked to skip what is left
 * @param pauses why the controller waits, oldest first
 * @param controllerPause the controller waits; without pauses it says that a user resumed
 * @param stepIndex current step, the number of steps when all are done; null without steps
 * @param stableHash hash of the stable revision, "" before the first deployment is done
 * @param stepRun AnalysisRun of the current step
 * @param backgroundRun AnalysisRun beside the steps
 * @param weights weights at the router; null without one
 */
public record Control(
    boolean abort,
    @Nullable Instant abortedAt,
    boolean promoteFull,
    List<PauseCondition> pauses,
    boolean controllerPause,
    @Nullable Integer stepIndex,
    String stableHash,
    @Nullable RolloutAnalysisRunStatus stepRun,
    @Nullable RolloutAnalysisRunStatus backgroundRun,
    @Nullable TrafficWeights weights) {

  public Control {
    pauses = List.copyOf(pauses);
  }

  /** What the status says now. */
  public static Control of(RolloutStatus status) {
    return new Control(
        status.abort(),
        status.abortedAt(),
        status.promoteFull(),
        status.pauseConditions(),
        status.controllerPause(),
        status.currentStepIndex(),
        status.stableRS(),
        status.canary().currentStepAnalysisRunStatus(),
        status.canary().currentBackgroundAnalysisRunStatus(),
        status.canary().weights());
  }

  public Control withAbort(boolean value, @Nullable Instant at) {
    return new Control(
        value,
        at,
        promoteFull,
        pauses,
        controllerPause,
        stepIndex,
        stableHash,
        stepRun,
        backgroundRun,
        weights);
  }

  public Control withPromoteFull(boolean value) {
    return new Control(
        abort,
        abortedAt,
        value,
        pauses,
        controllerPause,
        stepIndex,
        stableHash,
        stepRun,
        backgroundRun,
        weights);
  }

  public Control withPauses(List<PauseCondition> value, boolean byController) {
    return new Control(
        abort,
        abortedAt,
        promoteFull,
        value,
        byController,
        stepIndex,
        stableHash,
        stepRun,
        backgroundRun,
        weights);
  }

  public Control withStepIndex(@Nullable Integer value) {
    return new Control(
        abort,
        abortedAt,
        promoteFull,
        pauses,
        controllerPause,
        value,
        stableHash,
        stepRun,
        backgroundRun,
        weights);
  }

  public Control withStableHash(String value) {
    return new Control(
        abort,
        abortedAt,
        promoteFull,
        pauses,
        controllerPause,
        stepIndex,
        value,
        stepRun,
        backgroundRun,
        weights);
  }

  public Control withStepRun(@Nullable RolloutAnalysisRunStatus value) {
    return new Control(
        abort,
        abortedAt,
        promoteFull,
        pauses,
        controllerPause,
        stepIndex,
        stableHash,
        value,
        backgroundRun,
        weights);
  }

  public Control withBackgroundRun(@Nullable RolloutAnalysisRunStatus value) {
    return new Control(
        abort,
        abortedAt,
        promoteFull,
        pauses,
        controllerPause,
        stepIndex,
        stableHash,
        stepRun,
        value,
        weights);
  }

  public Control withWeights(@Nullable TrafficWeights value) {
    return new Control(
        abort,
        abortedAt,
        promoteFull,
        pauses,
        controllerPause,
        stepIndex,
        stableHash,
        stepRun,
        backgroundRun,
        value);
  }
}

package io.rolloutoperator.engine.plan;

import io.rolloutoperator.api.rollout.PauseCondition;
import io.rolloutoperator.api.rollout.RolloutAnalysisRunStatus;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.api.rollout.TrafficWeights;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
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

  /** The same, aborted since then or not aborted. */
  public Control withAbort(boolean value, @Nullable Instant at) {
    return with(
        next -> {
          next.abort = value;
          next.abortedAt = at;
        });
  }

  public Control withPromoteFull(boolean value) {
    return with(next -> next.promoteFull = value);
  }

  /** The same with these reasons to wait, and the mark that the controller waits. */
  public Control withPauses(List<PauseCondition> value, boolean byController) {
    return with(
        next -> {
          next.pauses = value;
          next.controllerPause = byController;
        });
  }

  public Control withStepIndex(@Nullable Integer value) {
    return with(next -> next.stepIndex = value);
  }

  public Control withStableHash(String value) {
    return with(next -> next.stableHash = value);
  }

  public Control withStepRun(@Nullable RolloutAnalysisRunStatus value) {
    return with(next -> next.stepRun = value);
  }

  public Control withBackgroundRun(@Nullable RolloutAnalysisRunStatus value) {
    return with(next -> next.backgroundRun = value);
  }

  /** The same with this name for an AnalysisRun that could not have the planned one. */
  public Control withRunRenamed(String planned, String made) {
    return withStepRun(renamed(stepRun, planned, made))
        .withBackgroundRun(renamed(backgroundRun, planned, made));
  }

  private static @Nullable RolloutAnalysisRunStatus renamed(
      @Nullable RolloutAnalysisRunStatus run, String planned, String made) {
    return run == null || !run.name().equals(planned)
        ? run
        : new RolloutAnalysisRunStatus(made, run.status(), run.message());
  }

  public Control withWeights(@Nullable TrafficWeights value) {
    return with(next -> next.weights = value);
  }

  private Control with(Consumer<Fields> change) {
    Fields next = new Fields(this);
    change.accept(next);
    return next.control();
  }

  /** The fields while one of them is replaced. */
  private static final class Fields {
    private boolean abort;
    private @Nullable Instant abortedAt;
    private boolean promoteFull;
    private List<PauseCondition> pauses;
    private boolean controllerPause;
    private @Nullable Integer stepIndex;
    private String stableHash;
    private @Nullable RolloutAnalysisRunStatus stepRun;
    private @Nullable RolloutAnalysisRunStatus backgroundRun;
    private @Nullable TrafficWeights weights;

    Fields(Control of) {
      abort = of.abort;
      abortedAt = of.abortedAt;
      promoteFull = of.promoteFull;
      pauses = of.pauses;
      controllerPause = of.controllerPause;
      stepIndex = of.stepIndex;
      stableHash = of.stableHash;
      stepRun = of.stepRun;
      backgroundRun = of.backgroundRun;
      weights = of.weights;
    }

    Control control() {
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
          weights);
    }
  }
}

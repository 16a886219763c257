package io.rolloutoperator.engine.strategy;

import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.rollout.CanaryStep;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.RolloutAnalysis;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.replicas.RollingLimit;
import io.rolloutoperator.engine.replicas.RollingLimits;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The new revision takes part step by step.
 *
 * @param written as in the spec
 */
public record Canary(CanaryStrategy written) implements Strategy {

  /** Reason of the pause of a step. */
  public static final String PAUSE_STEP = "CanaryPauseStep";

  /** How far pod counts may leave the replicas that the spec wants. */
  public RollingLimits limits(int replicas) {
    return RollingLimits.resolve(
        replicas, limit(written.maxSurge()), limit(written.maxUnavailable()));
  }

  private static RollingLimit limit(@Nullable IntOrString limit) {
    return switch (limit) {
      case null -> RollingLimit.ofAbsentField();
      case IntOrString.Int(int pods) -> new RollingLimit.Pods(Math.max(0, pods));
      case IntOrString.Text(String text) ->
          RollingLimit.ofText(text).orElse(RollingLimit.ofAbsentField());
    };
  }

  @Override
  public int maxUnavailable(int replicas) {
    return limits(replicas).maxUnavailable();
  }

  @Override
  public int steps() {
    return written.steps().size();
  }

  @Override
  public Stream<RolloutAnalysis> analyses() {
    Stream<RolloutAnalysis> background =
        written.analysis() == null ? Stream.of() : Stream.of(written.analysis().analysis());
    return Stream.concat(
        background, written.steps().stream().map(CanaryStep::analysis).filter(Objects::nonNull));
  }

  /** Every step done, and no pod of another revision. */
  @Override
  public boolean settled(RolloutStatus status, int replicas) {
    return status.replicas() == replicas
        && (steps() == 0 || Objects.equals(status.currentStepIndex(), steps()));
  }

  /** Old pods wait for nobody behind a router: there they are kept for a while on purpose. */
  @Override
  public Optional<String> unfinished(RolloutStatus status) {
    if (written.trafficRouting() == null && status.replicas() > status.updatedReplicas()) {
      return Optional.of("old replicas are pending termination");
    }
    boolean promoted =
        !status.stableRS().isEmpty() && status.stableRS().equals(status.currentPodHash());
    return promoted ? Optional.empty() : Optional.of("waiting for all steps to complete");
  }

  @Override
  public boolean waitsOnPurpose(@Nullable Integer stepIndex) {
    return step(stepIndex)
        .filter(
            step -> step.pause() != null || step.analysis() != null || step.experiment() != null)
        .isPresent();
  }

  /** A pause step with a duration ends by itself. */
  @Override
  public boolean waitsForPerson(String pauseReason, @Nullable Integer stepIndex) {
    return !pauseReason.equals(PAUSE_STEP)
        || step(stepIndex)
            .map(CanaryStep::pause)
            .filter(pause -> pause.duration() == null)
            .isPresent();
  }

  private Optional<CanaryStep> step(@Nullable Integer index) {
    return index == null || index < 0 || index >= steps()
        ? Optional.empty()
        : Optional.of(written.steps().get(index));
  }
}

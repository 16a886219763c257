package io.rolloutoperator.engine.status;

import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.RolloutCondition;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.ScaleDownDelays;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.strategy.Canary;
import io.rolloutoperator.engine.strategy.NoStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether an update made no progress for longer than {@code progressDeadlineSeconds}. The time does
 * not run while the update waits on purpose: paused, in a pause or analysis step, or for a delayed
 * scale-down.
 *
 * @param start since when there was no progress; empty while the time does not run
 * @param limit how long that may last
 * @param now the moment of the question
 * @param passed it was already found to have passed, and nothing moved since
 */
public record ProgressDeadline(
    Optional<Instant> start, Duration limit, Instant now, boolean passed) {

  private static final int DEFAULT_SECONDS = 600;

  /** The deadline of a Rollout as observed. */
  public static ProgressDeadline of(Snapshot snapshot) {
    Integer written = snapshot.rollout().spec().progressDeadlineSeconds();
    Duration limit = Duration.ofSeconds(written == null ? DEFAULT_SECONDS : written);
    RolloutStatus status = snapshot.rollout().status();
    Optional<RolloutCondition> progressing =
        Conditions.of(status.conditions()).find(Conditions.PROGRESSING);
    boolean passed =
        progressing
            .filter(condition -> condition.reason().equals(Conditions.PROGRESS_DEADLINE_EXCEEDED))
            .isPresent();
    if (waitsOnPurpose(snapshot) || progressing.filter(ProgressDeadline::runs).isEmpty()) {
      return new ProgressDeadline(
          Optional.empty(), limit, snapshot.now(), passed && !waitsOnPurpose(snapshot));
    }
    return new ProgressDeadline(
        progressing.map(RolloutCondition::lastUpdateTime), limit, snapshot.now(), passed);
  }

  /** Whether the time is over. */
  public boolean exceeded() {
    return passed || start.filter(since -> since.plus(limit).isBefore(now)).isPresent();
  }

  /** When to look again for it; empty if it does not run. */
  public Optional<Duration> left() {
    return start
        .filter(_ -> !passed)
        .map(since -> Duration.between(now, since.plus(limit)).plusSeconds(1));
  }

  private static boolean runs(RolloutCondition progressing) {
    return switch (progressing.reason()) {
      case Conditions.NEW_REPLICA_SET_AVAILABLE,
          Conditions.ROLLOUT_ABORTED,
          Conditions.ROLLOUT_PAUSED,
          Conditions.PROGRESS_DEADLINE_EXCEEDED ->
          false;
      default -> true;
    };
  }

  private static boolean waitsOnPurpose(Snapshot snapshot) {
    RolloutStatus status = snapshot.rollout().status();
    return snapshot.rollout().spec().paused()
        || !status.pauseConditions().isEmpty()
        || status.abort()
        || waitingStep(snapshot.rollout(), status)
        || delayedScaleDown(snapshot);
  }

  private static boolean delayedScaleDown(Snapshot snapshot) {
    return switch (snapshot.rollout().strategy()) {
      case Canary(CanaryStrategy canary) -> {
        ScaleDownDelays delays = ScaleDownDelays.of(canary);
        yield snapshot.replicaSets().stream()
            .anyMatch(rs -> delays.deadline(rs, snapshot.now()).isPresent());
      }
      case NoStrategy() -> false;
    };
  }

  private static boolean waitingStep(RolloutFacts rollout, RolloutStatus status) {
    return !status.stableRS().isEmpty()
        && rollout.strategy().waitsOnPurpose(status.currentStepIndex());
  }
}

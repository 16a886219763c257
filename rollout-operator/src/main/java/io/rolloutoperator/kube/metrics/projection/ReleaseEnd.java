package io.rolloutoperator.kube.metrics.projection;

import io.rolloutoperator.api.rollout.RolloutCondition;
import io.rolloutoperator.api.rollout.RolloutDuration;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.plan.Decision;
import io.rolloutoperator.engine.status.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The end of a release, told once: in the pass whose status says it first.
 *
 * @param outcome how it ended
 * @param completion what {@code status.duration} calls it, or {@code Superseded}
 * @param times when and how long; empty if the status does not know when it began
 */
public record ReleaseEnd(ReleaseOutcome outcome, String completion, Optional<Times> times) {

  private static final String SUPERSEDED = "Superseded";

  /**
   * The times of a release.
   *
   * @param began when the revision began
   * @param ended never before {@code began}
   * @param heldByPeople manual pauses, at most the whole
   */
  public record Times(Instant began, Instant ended, Duration heldByPeople) {

    /** From the begin to the end. */
    public Duration whole() {
      return Duration.between(began, ended);
    }

    /** Without the manual pauses. */
    public Duration moving() {
      return whole().minus(heldByPeople);
    }

    static Optional<Times> of(@Nullable RolloutDuration duration, Instant now) {
      if (duration == null || duration.rolloutStartedAt() == null) {
        return Optional.empty();
      }
      Instant began = duration.rolloutStartedAt();
      Instant end = now.isBefore(began) ? began : now;
      Duration whole = Duration.between(began, end);
      Duration held = Duration.ofSeconds(Math.max(0, duration.totalManualPauseDurationSeconds()));
      return Optional.of(new Times(began, end, held.compareTo(whole) > 0 ? whole : held));
    }
  }

  /**
   * Which releases ended in a pass.
   *
   * @param before the status that the pass began with
   * @param decision what it decided
   * @param after the status that it wrote
   * @param now when
   */
  public static List<ReleaseEnd> of(
      RolloutStatus before, Decision decision, RolloutStatus after, Instant now) {
    List<ReleaseEnd> ends = new ArrayList<>();
    left(before, after, now).ifPresent(ends::add);
    aborted(before, after, now).ifPresent(ends::add);
    decision
        .completion()
        .filter(_ -> !after.stableRS().equals(before.stableRS()))
        .map(ReleaseOutcome::of)
        .map(outcome -> end(outcome, after, now))
        .ifPresent(ends::add);
    return List.copyOf(ends);
  }

  /** A release under way makes room for another revision, or for the stable one. */
  private static Optional<ReleaseEnd> left(RolloutStatus before, RolloutStatus after, Instant now) {
    boolean underWay =
        !before.currentPodHash().isEmpty()
            && !before.currentPodHash().equals(before.stableRS())
            && abort(before).isEmpty();
    if (!underWay || before.currentPodHash().equals(after.currentPodHash())) {
      return Optional.empty();
    }
    return Optional.of(
        after.currentPodHash().equals(before.stableRS())
            ? end(ReleaseOutcome.ROLLED_BACK, after, now)
            : new ReleaseEnd(
                ReleaseOutcome.SUPERSEDED, SUPERSEDED, Times.of(before.duration(), now)));
  }

  private static Optional<ReleaseEnd> aborted(
      RolloutStatus before, RolloutStatus after, Instant now) {
    return abort(after)
        .filter(_ -> abort(before).isEmpty())
        .map(sentence -> end(ReleaseOutcome.ofAbort(sentence), after, now));
  }

  private static ReleaseEnd end(ReleaseOutcome outcome, RolloutStatus after, Instant now) {
    String completion =
        Optional.ofNullable(after.duration())
            .map(RolloutDuration::completionStatus)
            .filter(Predicate.not(String::isEmpty))
            .orElse("Unknown");
    return new ReleaseEnd(outcome, completion, Times.of(after.duration(), now));
  }

  /** The sentence of the abort that a status tells. */
  private static Optional<String> abort(RolloutStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(Conditions.PROGRESSING))
        .filter(condition -> condition.reason().equals(Conditions.ROLLOUT_ABORTED))
        .map(RolloutCondition::message)
        .findFirst();
  }
}

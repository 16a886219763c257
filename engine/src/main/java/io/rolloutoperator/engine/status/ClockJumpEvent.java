package io.rolloutoperator.engine.status;

import io.rolloutoperator.api.rollout.PauseCondition;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.snapshot.ClockJump;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells that a pause outlasts what the wall clock says. */
public final class ClockJumpEvent {

  private static final String REASON = "ClockJumped";

  private ClockJumpEvent() {}

  /** What to tell of a Rollout that pauses; empty while the clock can be believed. */
  public static Optional<EventNote> of(Snapshot snapshot) {
    return snapshot.rollout().status().pauseConditions().stream()
        .map(PauseCondition::startTime)
        .filter(start -> snapshot.jumps().ignoredSince(start).isPositive())
        .findFirst()
        .map(start -> EventNote.warning(REASON, text(start, snapshot)));
  }

  private static String text(Instant start, Snapshot snapshot) {
    Duration ignored = snapshot.jumps().ignoredSince(start);
    return "the clock of the operator jumped forward by %s; %s of it count for the pause that began at %s, which ends %s later than the clock says"
        .formatted(
            inWords(ignored.plus(ClockJump.COUNTS)),
            inWords(ClockJump.COUNTS),
            start,
            inWords(ignored));
  }

  private static String inWords(Duration duration) {
    return duration.toMinutes() + " min";
  }
}

package io.rolloutoperator.engine.status;

import io.rolloutoperator.engine.snapshot.RolloutFacts;
import java.time.Instant;

/**
 * The conditions Paused and Progressing as they follow pauses, resumptions and retries of users.
 */
public final class PauseConditionRules {

  private static final String PAUSED_MESSAGE = "Rollout is paused";

  private PauseConditionRules() {}

  /** Whether the conditions lag behind what users did. */
  public static boolean lag(RolloutFacts rollout, Instant now) {
    Conditions before = Conditions.of(rollout.status().conditions());
    return !apply(rollout, before, now).list().equals(before.list());
  }

  static Conditions apply(RolloutFacts rollout, Conditions conditions, Instant now) {
    boolean paused = rollout.spec().paused() || !rollout.status().pauseConditions().isEmpty();
    boolean aborted = conditions.hasReason(Conditions.PROGRESSING, Conditions.ROLLOUT_ABORTED);
    if (aborted) {
      return rollout.status().abort() ? conditions : retried(conditions, now);
    }
    return paused(conditions, paused, now);
  }

  static Conditions paused(Conditions conditions, boolean paused, Instant now) {
    return pausedCondition(progressing(conditions, paused, now), paused, now);
  }

  private static Conditions retried(Conditions conditions, Instant now) {
    return conditions.set(
        Conditions.PROGRESSING,
        Conditions.UNKNOWN,
        Conditions.ROLLOUT_RETRY,
        "Retrying Rollout after abort",
        now);
  }

  /** A completed Rollout can be paused, but its progress is not in question. */
  private static Conditions progressing(Conditions conditions, boolean paused, Instant now) {
    boolean said = conditions.hasReason(Conditions.PROGRESSING, Conditions.ROLLOUT_PAUSED);
    if (paused == said || conditions.has(Conditions.COMPLETED, Conditions.TRUE)) {
      return conditions;
    }
    return paused
        ? conditions.set(
            Conditions.PROGRESSING,
            Conditions.UNKNOWN,
            Conditions.ROLLOUT_PAUSED,
            PAUSED_MESSAGE,
            now)
        : conditions.set(
            Conditions.PROGRESSING,
            Conditions.UNKNOWN,
            Conditions.ROLLOUT_RESUMED,
            "Rollout is resumed",
            now);
  }

  private static Conditions pausedCondition(Conditions conditions, boolean paused, Instant now) {
    if (paused) {
      return conditions.set(
          Conditions.PAUSED, Conditions.TRUE, Conditions.ROLLOUT_PAUSED, PAUSED_MESSAGE, now);
    }
    return conditions.find(Conditions.PAUSED).isPresent()
        ? conditions.set(
            Conditions.PAUSED, Conditions.FALSE, Conditions.ROLLOUT_PAUSED, PAUSED_MESSAGE, now)
        : conditions;
  }
}

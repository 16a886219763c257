package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long an update took. */
public record RolloutDuration(
    @Field("When the update began.") @Nullable Instant rolloutStartedAt,
    @Field("When the manual pause that is going on began.") @Nullable Instant manualPauseStartedAt,
    @Field("Seconds of all manual pauses that ended.") long totalManualPauseDurationSeconds,
    @Field("When the update ended.") @Nullable Instant finishedAt,
    @Field("Promoted, FastPromoted, Aborted, RolledBack or FastRolledBack.")
        String completionStatus) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public RolloutDuration {
    completionStatus = Absent.text(completionStatus);
  }
}

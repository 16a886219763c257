package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A reason for which the controller paused a Rollout. */
public record PauseCondition(
    @Field(
            value =
                "CanaryPauseStep, BlueGreenPause, InconclusiveAnalysisRun or InconclusiveExperiment.",
            required = true)
        String reason,
    @Field(value = "When the pause began.", required = true) @Nullable Instant startTime) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public PauseCondition {
    reason = Absent.text(reason);
  }
}

package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One condition of a GitSync. */
public record GitSyncCondition(
    @Field(value = "Type of the condition.", required = true) String type,
    @Field(value = "True, False or Unknown.", required = true) String status,
    @Field("The generation this condition is about.") long observedGeneration,
    @Field(value = "When the status changed last.", required = true)
        @Nullable Instant lastTransitionTime,
    @Field(value = "Reason in one word.", required = true) String reason,
    @Field(value = "Reason in a sentence.", required = true) String message) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncCondition {
    type = Absent.text(type);
    status = Absent.text(status);
    reason = Absent.text(reason);
    message = Absent.text(message);
  }
}

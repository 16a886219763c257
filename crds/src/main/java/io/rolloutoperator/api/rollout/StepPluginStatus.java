package io.rolloutoperator.api.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** State of one run of a plugin step. */
public record StepPluginStatus(
    @Field(value = "Index of the step.", required = true) int index,
    @Field(value = "Name of the extension.", required = true) String name,
    @Field(value = "Run, Terminate or Abort.", required = true) String operation,
    @Field("Running, Successful, Failed or Error.") String phase,
    @Field("Why the step is in its phase.") String message,
    @Field("When it began.") @Nullable Instant startedAt,
    @Field("When it was last asked.") @Nullable Instant updatedAt,
    @Field("When it ended.") @Nullable Instant finishedAt,
    @Field("Time until it is asked again, such as 30s.") String backoff,
    @Field("How often it was asked.") int executions,
    @Field("The step is skipped because the extension is disabled.") boolean disabled,
    @Field("State kept by the extension.") @Nullable JsonNode status) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public StepPluginStatus {
    name = Absent.text(name);
    operation = Absent.text(operation);
    phase = Absent.text(phase);
    message = Absent.text(message);
    backoff = Absent.text(backoff);
    status = Absent.tree(status);
  }
}

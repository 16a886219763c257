package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** An AnalysisRun of a Rollout and its outcome so far. */
public record RolloutAnalysisRunStatus(
    @Field(value = "Name of the AnalysisRun.", required = true) String name,
    @Field(value = "Its phase.", required = true) String status,
    @Field("Its message.") String message) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public RolloutAnalysisRunStatus {
    name = Absent.text(name);
    status = Absent.text(status);
    message = Absent.text(message);
  }
}

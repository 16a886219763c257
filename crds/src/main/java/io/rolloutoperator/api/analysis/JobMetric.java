package io.rolloutoperator.api.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.ObjectLabels;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** A Job that succeeds or fails. */
public record JobMetric(
    @Field("Metadata of the Job.") @Nullable ObjectLabels metadata,
    @Field(value = "Spec of the Job.", required = true, shape = Field.Shape.JOB_SPEC)
        @Nullable JsonNode spec) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public JobMetric {
    spec = Absent.tree(spec);
  }
}

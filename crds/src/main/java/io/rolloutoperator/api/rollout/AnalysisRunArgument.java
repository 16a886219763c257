package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** An argument that a Rollout gives to an analysis. */
public record AnalysisRunArgument(
    @Field(value = "Name of the argument.", required = true) String name,
    @Field("Its value.") String value,
    @Field("Where its value comes from.") @Nullable ArgumentValueFrom valueFrom) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public AnalysisRunArgument {
    name = Absent.text(name);
    value = Absent.text(value);
  }
}

package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** An argument of a template or run. */
public record Argument(
    @Field(value = "Name of the argument.", required = true) String name,
    @Field("Its value.") @Nullable String value,
    @Field("Where its value comes from.") @Nullable ValueFrom valueFrom) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public Argument {
    name = Absent.text(name);
  }
}

package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** A request header. */
public record WebMetricHeader(
    @Field(value = "Its name.", required = true) String key,
    @Field(value = "Its value.", required = true) String value) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public WebMetricHeader {
    key = Absent.text(key);
    value = Absent.text(value);
  }
}

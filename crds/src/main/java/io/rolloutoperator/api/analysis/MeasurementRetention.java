package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** Measurements kept for some metrics. */
public record MeasurementRetention(
    @Field(value = "Regular expression for names of metrics.", required = true) String metricName,
    @Field(value = "Measurements kept; absent counts as 10.", required = true) int limit) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public MeasurementRetention {
    metricName = Absent.text(metricName);
  }
}

package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** A dimension of a CloudWatch metric. */
public record CloudWatchMetricStatMetricDimension(
    @Field("Its name.") String name, @Field("Its value.") String value) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public CloudWatchMetricStatMetricDimension {
    name = Absent.text(name);
    value = Absent.text(value);
  }
}

package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** An InfluxDB query. */
public record InfluxdbMetric(
    @Field("Name of the Secret with the credentials; absent counts as influxdb.") String profile,
    @Field("The query, in Flux.") String query) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public InfluxdbMetric {
    profile = Absent.text(profile);
    query = Absent.text(query);
  }
}

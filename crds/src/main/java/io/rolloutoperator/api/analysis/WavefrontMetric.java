package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** A Wavefront query. */
public record WavefrontMetric(
    @Field("Address of the server.") String address, @Field("The query.") String query) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public WavefrontMetric {
    address = Absent.text(address);
    query = Absent.text(query);
  }
}

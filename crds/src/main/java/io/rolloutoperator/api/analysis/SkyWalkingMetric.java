package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** A SkyWalking query. */
public record SkyWalkingMetric(
    @Field("Address of the server.") String address,
    @Field("The query, in GraphQL.") String query,
    @Field("Range of time of the query, such as 5m.") String interval) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public SkyWalkingMetric {
    address = Absent.text(address);
    query = Absent.text(query);
    interval = Absent.text(interval);
  }
}

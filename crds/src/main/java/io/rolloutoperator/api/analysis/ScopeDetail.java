package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** One side of a Kayenta scope. */
public record ScopeDetail(
    @Field(value = "The scope.", required = true) String scope,
    @Field(value = "Its region.", required = true) String region,
    @Field(value = "Seconds per point.", required = true) long step,
    @Field(value = "Beginning of the time.", required = true) String start,
    @Field(value = "End of the time.", required = true) String end) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public ScopeDetail {
    scope = Absent.text(scope);
    region = Absent.text(region);
    start = Absent.text(start);
    end = Absent.text(end);
  }
}

package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** A request header and the value that matches. */
public record HeaderRoutingMatch(
    @Field(value = "Name of the request header.", required = true) String headerName,
    @Field(value = "Value that matches.", required = true) @Nullable StringMatch headerValue) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public HeaderRoutingMatch {
    headerName = Absent.text(headerName);
  }
}

package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests by method, path and headers, all of which must match. */
public record RouteMatch(
    @Field("HTTP method.") @Nullable StringMatch method,
    @Field("Path of the URL.") @Nullable StringMatch path,
    @Field("Request headers by name.") Map<String, StringMatch> headers) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public RouteMatch {
    headers = Absent.map(headers);
  }
}

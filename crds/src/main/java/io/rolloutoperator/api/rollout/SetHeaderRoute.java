package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** Sends requests with certain headers to the canary. */
public record SetHeaderRoute(
    @Field("Name of the route, one of managedRoutes.") String name,
    @Field("Headers to match; none removes the route.") List<HeaderRoutingMatch> match) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public SetHeaderRoute {
    name = Absent.text(name);
    match = Absent.list(match);
  }
}

package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mirrors certain requests to the canary. */
public record SetMirrorRoute(
    @Field(value = "Name of the route, one of managedRoutes.", required = true) String name,
    @Field("Requests to mirror; none removes the route.") List<RouteMatch> match,
    @Field("Percentage of the matching requests; absent counts as 100.")
        @Nullable Integer percentage) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public SetMirrorRoute {
    name = Absent.text(name);
    match = Absent.list(match);
  }
}

package io.rolloutoperator.api.rollout.gatewayapi;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** A route of the Gateway API and how it is edited. */
public record GatewayApiRoute(
    @Field(value = "Name of the route.", required = true) String name,
    @Field("Whether setHeaderRoute steps add rules to it.") boolean useHeaderRoutes) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GatewayApiRoute {
    name = Absent.text(name);
  }
}

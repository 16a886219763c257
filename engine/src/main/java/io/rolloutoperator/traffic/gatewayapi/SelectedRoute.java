package io.rolloutoperator.traffic.gatewayapi;

import io.rolloutoperator.engine.traffic.RouteRef;

/**
 * A route to edit.
 *
 * @param headerRoutes whether steps add rules to it
 */
record SelectedRoute(GatewayKind kind, RouteRef ref, boolean headerRoutes) {}

/**
 * The router for Kubernetes' Gateway API: sets the weights of backends in HTTPRoutes, GRPCRoutes,
 * TCPRoutes and TLSRoutes, and adds rules for header routes. Whatever is not ours in a route stays
 * as it is.
 */
@NullMarked
package io.rolloutoperator.traffic.gatewayapi;

import org.jspecify.annotations.NullMarked;

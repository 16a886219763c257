package io.rolloutoperator.engine.validation;

import java.util.Set;

/**
 * What this controller can drive; anything else in a Rollout makes it invalid, since traffic would
 * silently stay where it is.
 *
 * @param routers fields of {@code trafficRouting}, such as {@code nginx}
 * @param routerPlugins names below {@code trafficRouting.plugins}, such as {@code
 *     argoproj-labs/gatewayAPI}
 */
public record Capabilities(Set<String> routers, Set<String> routerPlugins) {

  public Capabilities {
    routers = Set.copyOf(routers);
    routerPlugins = Set.copyOf(routerPlugins);
  }
}

package io.rolloutoperator.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.engine.traffic.RouteRef;
import java.util.List;
import java.util.Optional;

/**
 * What {@link TrafficRouter#queries()} found.
 *
 * @param routes in any order; may hold more than was asked for
 * @param grants ReferenceGrants as whole objects
 */
public record ObservedRoutes(List<RouteObject> routes, List<JsonNode> grants) {

  public ObservedRoutes {
    routes = List.copyOf(routes);
    grants = List.copyOf(grants);
  }

  public Optional<RouteObject> find(RouteRef ref) {
    return routes.stream().filter(route -> route.ref().equals(ref)).findFirst();
  }
}

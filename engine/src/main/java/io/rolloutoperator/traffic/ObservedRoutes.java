package io.rolloutoperator.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.engine.traffic.RouteKind;
import io.rolloutoperator.engine.traffic.RouteRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@link TrafficRouter#queries()} found.
 *
 * @param routes in any order; may hold more than was asked for
 * @param grants ReferenceGrants as whole objects
 * @param unserved kinds that were asked for and that the API server does not know
 */
public record ObservedRoutes(
    List<RouteObject> routes, List<JsonNode> grants, Set<RouteKind> unserved) {

  public ObservedRoutes {
    routes = List.copyOf(routes);
    grants = List.copyOf(grants);
    unserved = Set.copyOf(unserved);
  }

  /** All kinds are served. */
  public ObservedRoutes(List<RouteObject> routes, List<JsonNode> grants) {
    this(routes, grants, Set.of());
  }

  public Optional<RouteObject> find(RouteRef ref) {
    return routes.stream().filter(route -> route.ref().equals(ref)).findFirst();
  }
}

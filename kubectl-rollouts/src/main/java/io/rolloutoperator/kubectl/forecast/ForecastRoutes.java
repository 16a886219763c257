package io.rolloutoperator.kubectl.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.engine.traffic.RouteEdit;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.traffic.ObservedRoutes;
import io.rolloutoperator.traffic.RouteObject;
import io.rolloutoperator.traffic.RoutesView;
import io.rolloutoperator.traffic.TrafficRouter;
import java.util.List;
import java.util.Map;

/** The routes of a Rollout, and a gateway that takes over at once what they say. */
final class ForecastRoutes {

  private final TrafficRouter router;
  private final Map<RouteRef, ObjectNode> routes;
  private final List<JsonNode> grants;

  ForecastRoutes(TrafficRouter router, Map<RouteRef, ObjectNode> routes, List<JsonNode> grants) {
    this.router = router;
    this.routes = routes;
    this.grants = List.copyOf(grants);
  }

  RoutesView view() {
    return new RoutesView(router, observed());
  }

  ObservedRoutes observed() {
    return new ObservedRoutes(
        routes.entrySet().stream()
            .map(route -> new RouteObject(route.getKey(), route.getValue()))
            .toList(),
        grants);
  }

  /** Writes a route; a gateway that had accepted it accepts it again. */
  void write(RouteEdit edit) {
    ObjectNode before = routes.get(edit.ref());
    if (before == null) {
      return;
    }
    ObjectNode after = merged(before, edit.mergePatch());
    long generation = At.node(before, "metadata", "generation").asLong(0) + 1;
    after.withObject("/metadata").put("generation", generation);
    for (JsonNode parent : At.node(after, "status", "parents")) {
      for (JsonNode condition : parent.path("conditions")) {
        ((ObjectNode) condition).put("observedGeneration", generation);
      }
    }
    routes.put(edit.ref(), after);
  }

  /** A merge patch (RFC 7386). */
  private static ObjectNode merged(JsonNode target, ObjectNode patch) {
    ObjectNode result =
        target instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    patch
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                result.remove(field.getKey());
              } else if (field.getValue() instanceof ObjectNode inner) {
                result.set(field.getKey(), merged(result.path(field.getKey()), inner));
              } else {
                result.set(field.getKey(), field.getValue().deepCopy());
              }
            });
    return result;
  }
}

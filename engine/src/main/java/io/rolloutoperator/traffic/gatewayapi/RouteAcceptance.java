package io.rolloutoperator.traffic.gatewayapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.traffic.RouteObject;
import java.util.Optional;

/** Whether all gateways of a route have accepted its present generation. */
final class RouteAcceptance {

  private RouteAcceptance() {}

  /** What is still missing; empty when every parent accepted, or there is none. */
  static Optional<String> missing(RouteObject route) {
    long generation = route.tree().path("metadata").path("generation").asLong(0);
    for (JsonNode parent : route.tree().path("status").path("parents")) {
      if (!accepted(parent, generation)) {
        String gateway = parent.path("parentRef").path("name").asText("unknown");
        return Optional.of(
            "%s: gateway \"%s\" has not accepted generation %d"
                .formatted(route.ref().display(), gateway, generation));
      }
    }
    return Optional.empty();
  }

  private static boolean accepted(JsonNode parent, long generation) {
    for (JsonNode condition : parent.path("conditions")) {
      if (condition.path("type").asText().equals("Accepted")) {
        return condition.path("status").asText().equals("True")
            && condition.path("observedGeneration").asLong(0) >= generation;
      }
    }
    return false;
  }
}

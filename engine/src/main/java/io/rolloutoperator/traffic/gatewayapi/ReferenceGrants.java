package io.rolloutoperator.traffic.gatewayapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.ApiGroup;
import io.rolloutoperator.engine.traffic.RouteRef;
import java.util.List;

/**
 * Whether a rollout may edit a route of another namespace: a ReferenceGrant there must name
 * Rollouts of the rollout's namespace as {@code from}, and the kind of route, possibly by name, as
 * {@code to}.
 */
record ReferenceGrants(List<JsonNode> grants) {

  boolean allow(String fromNamespace, RouteRef route) {
    return grants.stream()
        .filter(
            grant -> grant.path("metadata").path("namespace").asText().equals(route.namespace()))
        .map(grant -> grant.path("spec"))
        .anyMatch(spec -> from(spec, fromNamespace) && to(spec, route));
  }

  private static boolean from(JsonNode spec, String namespace) {
    for (JsonNode from : spec.path("from")) {
      if (from.path("group").asText().equals(ApiGroup.GROUP)
          && from.path("kind").asText().equals("Rollout")
          && from.path("namespace").asText().equals(namespace)) {
        return true;
      }
    }
    return false;
  }

  private static boolean to(JsonNode spec, RouteRef route) {
    for (JsonNode to : spec.path("to")) {
      String name = to.path("name").asText("");
      if (to.path("group").asText().equals(route.kind().group())
          && to.path("kind").asText().equals(route.kind().kind())
          && (name.isEmpty() || name.equals(route.name()))) {
        return true;
      }
    }
    return false;
  }
}

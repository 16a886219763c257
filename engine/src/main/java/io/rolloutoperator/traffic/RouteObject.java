package io.rolloutoperator.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.engine.traffic.RouteRef;

/**
 * A route as observed.
 *
 * @param tree the whole object; never changed by an editor
 */
public record RouteObject(RouteRef ref, JsonNode tree) {

  /** API version that it was read in, without the group: {@code v1}. */
  public String version() {
    String apiVersion = tree.path("apiVersion").asText("");
    return apiVersion.substring(apiVersion.indexOf('/') + 1);
  }

  /** Its {@code metadata.resourceVersion}; empty if it has none. */
  public String resourceVersion() {
    return tree.path("metadata").path("resourceVersion").asText("");
  }
}

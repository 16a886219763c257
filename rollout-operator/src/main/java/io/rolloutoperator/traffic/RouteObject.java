package io.rolloutoperator.traffic;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A route as observed.
 *
 * @param tree the whole object; never changed by an editor
 */
public record RouteObject(RouteRef ref, JsonNode tree) {

  /** Its {@code metadata.resourceVersion}; empty if it has none. */
  public String resourceVersion() {
    return tree.path("metadata").path("resourceVersion").asText("");
  }
}

package io.rolloutoperator.engine.traffic;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One write to a route object.
 *
 * @param apiVersion group and version, such as {@code gateway.networking.k8s.io/v1}
 * @param kind such as HTTPRoute
 * @param plural resource name in URLs, such as {@code httproutes}
 * @param namespace namespace of the route
 * @param name name of the route
 * @param resourceVersion the version the edit was computed from; the write fails if it is no longer
 *     current
 * @param mergePatch RFC 7386 patch; holds nothing that is not ours, except that lists are replaced
 *     whole
 */
public record RouteEdit(
    String apiVersion,
    String kind,
    String plural,
    String namespace,
    String name,
    String resourceVersion,
    JsonNode mergePatch) {

  /** Kind, namespace and name as messages write them. */
  public String describe() {
    return kind + " " + namespace + "/" + name;
  }
}

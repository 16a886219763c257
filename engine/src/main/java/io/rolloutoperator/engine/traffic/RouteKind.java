package io.rolloutoperator.engine.traffic;

import java.util.List;

/**
 * A kind of route object.
 *
 * @param versions API versions that serve it with the same shape, the preferred one first; the
 *     first served one is used
 * @param kind such as {@code HTTPRoute}
 * @param plural such as {@code httproutes}
 */
public record RouteKind(String group, List<String> versions, String kind, String plural) {

  public RouteKind {
    versions = List.copyOf(versions);
  }

  /** The version to install where none is served. */
  public String preferredVersion() {
    return versions.getFirst();
  }
}

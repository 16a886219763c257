package io.rolloutoperator.engine.traffic;

/** Identifies a route object. */
public record RouteRef(RouteKind kind, String namespace, String name) {

  /** For people: {@code HTTPRoute "ns/name"}. */
  public String display() {
    return kind.kind() + " \"" + namespace + "/" + name + "\"";
  }
}

package io.rolloutoperator.traffic;

import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.engine.traffic.RouteKind;
import io.rolloutoperator.engine.traffic.RouteRef;

/** Objects to read for a router. */
public sealed interface RouteQuery {

  /** One object; if it does not exist, the router says so. */
  record Named(RouteRef ref) implements RouteQuery {}

  /** All objects of a kind in a namespace that the selector selects. */
  record Selected(RouteKind kind, String namespace, LabelSelector selector) implements RouteQuery {}

  /**
   * All ReferenceGrants of a namespace; asked for only where a route lies in another namespace than
   * its rollout.
   */
  record Grants(RouteKind kind, String namespace) implements RouteQuery {}
}

package io.rolloutoperator.traffic;

import io.rolloutoperator.engine.traffic.RouteKind;
import io.rolloutoperator.engine.traffic.RouteRef;

/** Why a router cannot bring its routes to the target. */
public sealed interface TrafficFailure {

  /** For conditions that name the object: what, where, why; one line. */
  String detail();

  /** For events and logs, in the words users of the former plugin know. */
  String event();

  /**
   * The configuration names no route at all.
   *
   * @param detail what to configure
   */
  record NoRoutes(String detail) implements TrafficFailure {
    @Override
    public String event() {
      return detail;
    }
  }

  /** The API server does not know the kind of the routes: its definition is not installed. */
  record KindNotServed(RouteKind kind) implements TrafficFailure {
    @Override
    public String detail() {
      return "no matches for kind %s in version %s/%s; install Gateway API %s"
          .formatted(kind.kind(), kind.group(), kind.preferredVersion(), kind.preferredVersion());
    }

    @Override
    public String event() {
      return detail();
    }
  }

  record RouteNotFound(RouteRef ref) implements TrafficFailure {
    @Override
    public String detail() {
      return ref.display() + " not found";
    }

    @Override
    public String event() {
      return detail();
    }
  }

  /**
   * No rule of the route leads to both Services.
   *
   * @param service the one that is missing; the canary's if no rule has both
   * @param event text of the event
   */
  record BackendNotFound(RouteRef ref, String service, String event) implements TrafficFailure {
    @Override
    public String detail() {
      return ref.kind().kind() + " " + ref.name() + " has no backendRef to service " + service;
    }
  }

  /**
   * The route's namespace does not let the rollout's namespace refer to it.
   *
   * @param from namespace of the rollout
   */
  record NotGranted(RouteRef ref, String from) implements TrafficFailure {
    @Override
    public String detail() {
      return "%s: no ReferenceGrant in namespace \"%s\" allows references from namespace \"%s\""
          .formatted(ref.display(), ref.namespace(), from);
    }

    @Override
    public String event() {
      return detail();
    }
  }

  /** A header match of a step is neither exact nor prefix nor regular expression. */
  record InvalidHeaderMatch(String route, String header, String event) implements TrafficFailure {
    @Override
    public String detail() {
      return "setHeaderRoute "
          + route
          + ": header "
          + header
          + " has neither exact, prefix nor regex";
    }
  }
}

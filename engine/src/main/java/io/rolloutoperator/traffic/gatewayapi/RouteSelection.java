package io.rolloutoperator.traffic.gatewayapi;

import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.rollout.gatewayapi.GatewayApiConfig;
import io.rolloutoperator.api.rollout.gatewayapi.GatewayApiRoute;
import io.rolloutoperator.engine.traffic.RouteKind;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.traffic.ObservedRoutes;
import io.rolloutoperator.traffic.RouteObject;
import io.rolloutoperator.traffic.RouteQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which routes a configuration means: per kind the list, then the single name, then what the
 * selector finds, by name.
 *
 * @param rolloutNamespace namespace of the rollout, where the configuration names none
 */
record RouteSelection(GatewayApiConfig config, String rolloutNamespace) {

  String namespace() {
    return config.namespace().isEmpty() ? rolloutNamespace : config.namespace();
  }

  boolean crossesNamespaces() {
    return !namespace().equals(rolloutNamespace);
  }

  /** Whether any route is named or selected. */
  boolean configured() {
    for (GatewayKind kind : GatewayKind.values()) {
      if (!named(kind).isEmpty() || selector(kind) != null) {
        return true;
      }
    }
    return false;
  }

  /** The first kind that is meant and that the API server does not know. */
  Optional<RouteKind> unserved(ObservedRoutes observed) {
    return Arrays.stream(GatewayKind.values())
        .filter(kind -> !named(kind).isEmpty() || selector(kind) != null)
        .map(GatewayKind::kind)
        .filter(observed.unserved()::contains)
        .findFirst();
  }

  List<RouteQuery> queries() {
    List<RouteQuery> queries = new ArrayList<>();
    for (GatewayKind kind : GatewayKind.values()) {
      named(kind).keySet().forEach(name -> queries.add(new RouteQuery.Named(ref(kind, name))));
      LabelSelector selector = selector(kind);
      if (selector != null) {
        queries.add(new RouteQuery.Selected(kind.kind(), namespace(), selector));
      }
    }
    if (crossesNamespaces() && !queries.isEmpty()) {
      queries.add(new RouteQuery.Grants(GatewayKind.referenceGrant(), namespace()));
    }
    return queries;
  }

  /** The routes in the order to edit them, each once. */
  List<SelectedRoute> routes(ObservedRoutes observed) {
    List<SelectedRoute> routes = new ArrayList<>();
    for (GatewayKind kind : GatewayKind.values()) {
      Map<String, Boolean> names = named(kind);
      selectedNames(kind, observed).forEach(name -> names.putIfAbsent(name, false));
      names.forEach(
          (name, headers) -> routes.add(new SelectedRoute(kind, ref(kind, name), headers)));
    }
    return routes;
  }

  /** Name to whether it has header routes, in the order of the configuration. */
  private Map<String, Boolean> named(GatewayKind kind) {
    Map<String, Boolean> names = new LinkedHashMap<>();
    for (GatewayApiRoute route : list(kind)) {
      names.merge(route.name(), route.useHeaderRoutes(), Boolean::logicalOr);
    }
    if (!single(kind).isEmpty()) {
      names.merge(single(kind), true, Boolean::logicalOr);
    }
    return names;
  }

  private List<String> selectedNames(GatewayKind kind, ObservedRoutes observed) {
    LabelSelector selector = selector(kind);
    if (selector == null) {
      return List.of();
    }
    return observed.routes().stream()
        .filter(route -> route.ref().kind().equals(kind.kind()))
        .filter(route -> route.ref().namespace().equals(namespace()))
        .filter(route -> Labels.of(route.tree()).match(selector))
        .map(RouteObject::ref)
        .map(RouteRef::name)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private RouteRef ref(GatewayKind kind, String name) {
    return new RouteRef(kind.kind(), namespace(), name);
  }

  private List<GatewayApiRoute> list(GatewayKind kind) {
    return switch (kind) {
      case HTTP -> config.httpRoutes();
      case GRPC -> config.grpcRoutes();
      case TCP -> config.tcpRoutes();
      case TLS -> config.tlsRoutes();
    };
  }

  private String single(GatewayKind kind) {
    return switch (kind) {
      case HTTP -> config.httpRoute();
      case GRPC -> config.grpcRoute();
      case TCP -> config.tcpRoute();
      case TLS -> config.tlsRoute();
    };
  }

  private @Nullable LabelSelector selector(GatewayKind kind) {
    return switch (kind) {
      case HTTP -> config.httpRouteSelector();
      case GRPC -> config.grpcRouteSelector();
      case TCP -> config.tcpRouteSelector();
      case TLS -> config.tlsRouteSelector();
    };
  }
}

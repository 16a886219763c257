package io.rolloutoperator.kube.rollout;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.rolloutoperator.engine.traffic.RouteKind;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.traffic.RouteQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whom a change of a route concerns: the Rollouts that need it and have not read it as it is now.
 * Safe for use by several threads.
 */
final class RouteInterest {

  /** Stands for all routes of a namespace: whoever selects by labels may need any of them. */
  private static final String ANY = "";

  /**
   * A route, in every version of its kind.
   *
   * @param group API group
   * @param kind {@code HTTPRoute}
   * @param name {@link #ANY} for all of the namespace
   */
  record Route(String group, String kind, String namespace, String name) {
    private static Route of(RouteKind kind, String namespace, String name) {
      return new Route(kind.group(), kind.kind(), namespace, name);
    }
  }

  private final Links<Route> links = new Links<>();

  /** What the last pass of each Rollout read. */
  private final Map<ResourceID, Map<Route, String>> versions = new ConcurrentHashMap<>();

  /** A pass begins, which needs these; nothing of them is read yet. */
  void needs(ResourceID rollout, List<RouteQuery> queries) {
    links.put(
        rollout,
        queries.stream()
            .map(RouteInterest::route)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet()));
    if (queries.isEmpty()) {
      versions.remove(rollout);
    } else {
      versions.put(rollout, new ConcurrentHashMap<>());
    }
  }

  private static Optional<Route> route(RouteQuery query) {
    return switch (query) {
      case RouteQuery.Named(RouteRef ref) ->
          Optional.of(Route.of(ref.kind(), ref.namespace(), ref.name()));
      case RouteQuery.Selected selected ->
          Optional.of(Route.of(selected.kind(), selected.namespace(), ANY));
      // Whether a route may be used is seen at the next look.
      case RouteQuery.Grants _ -> Optional.empty();
    };
  }

  /** The pass read a route in this version. */
  void read(ResourceID rollout, RouteRef ref, String resourceVersion) {
    Route route = Route.of(ref.kind(), ref.namespace(), ref.name());
    versions.computeIfPresent(
        rollout,
        (_, read) -> {
          read.put(route, resourceVersion);
          return read;
        });
  }

  /**
   * The Rollouts that a change concerns.
   *
   * @param resourceVersion that the route has now; empty if it is gone
   */
  Set<ResourceID> concerned(Route route, String resourceVersion) {
    Route any = new Route(route.group(), route.kind(), route.namespace(), ANY);
    return Stream.of(route, any)
        .flatMap(one -> links.to(one).stream())
        .filter(rollout -> !hasRead(rollout, route, resourceVersion))
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean hasRead(ResourceID rollout, Route route, String resourceVersion) {
    return resourceVersion.equals(versions.getOrDefault(rollout, Map.of()).get(route));
  }
}

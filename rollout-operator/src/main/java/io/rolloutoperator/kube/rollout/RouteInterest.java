package io.rolloutoperator.kube.rollout;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.engine.validation.SelectorMatch;
import io.rolloutoperator.kube.rollout.RouteChange.Route;
import io.rolloutoperator.traffic.RouteQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whom a change of a route concerns: the Rollouts that need it and have neither read nor written it
 * as it is now. Safe for use by several threads.
 */
final class RouteInterest {

  /** Stands for all routes of a namespace: whoever selects by labels may need any of them. */
  private static final String ANY = "";

  private final Links<Route> links = new Links<>();

  /** What Rollouts select by labels. */
  private final Map<ResourceID, List<RouteQuery.Selected>> selections = new ConcurrentHashMap<>();

  /** What the last pass of each Rollout read and wrote. */
  private final Map<ResourceID, Map<Route, String>> versions = new ConcurrentHashMap<>();

  /** A pass begins, which needs these; nothing of them is read yet. */
  void needs(ResourceID rollout, List<RouteQuery> queries) {
    selections.put(
        rollout,
        queries.stream()
            .filter(RouteQuery.Selected.class::isInstance)
            .map(RouteQuery.Selected.class::cast)
            .toList());
    links.put(
        rollout,
        queries.stream()
            .map(RouteInterest::route)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet()));
    versions.put(rollout, new ConcurrentHashMap<>());
    if (queries.isEmpty()) {
      selections.remove(rollout);
      versions.remove(rollout);
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

  /** The pass saw a route in this version. */
  void saw(ResourceID rollout, RouteRef ref, String resourceVersion) {
    Route route = Route.of(ref.kind(), ref.namespace(), ref.name());
    versions.computeIfPresent(
        rollout,
        (_, seen) -> {
          seen.put(route, resourceVersion);
          return seen;
        });
  }

  /** The Rollouts that a change concerns. */
  Set<ResourceID> concerned(RouteChange change) {
    Route route = change.route();
    Route any = new Route(route.group(), route.kind(), route.namespace(), ANY);
    return Stream.concat(
            links.to(route).stream(),
            links.to(any).stream().filter(rollout -> selects(rollout, change)))
        .filter(rollout -> !hasSeen(rollout, change))
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean selects(ResourceID rollout, RouteChange change) {
    return selections.getOrDefault(rollout, List.of()).stream()
        .filter(
            query ->
                Route.of(query.kind(), query.namespace(), change.route().name())
                    .equals(change.route()))
        .anyMatch(
            query ->
                change.labels().stream()
                    .anyMatch(labels -> SelectorMatch.matches(query.selector(), labels)));
  }

  private boolean hasSeen(ResourceID rollout, RouteChange change) {
    return change
        .resourceVersion()
        .equals(versions.getOrDefault(rollout, Map.of()).get(change.route()));
  }
}

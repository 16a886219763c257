package io.rolloutoperator.kubectl.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.gatewayapi.GatewayApiConfig;
import io.rolloutoperator.api.schema.FieldFaults;
import io.rolloutoperator.engine.traffic.RouteKind;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.engine.validation.SpecError;
import io.rolloutoperator.kubectl.forecast.Assumed;
import io.rolloutoperator.kubectl.lint.GivenObjects.Absence;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.traffic.ObservedRoutes;
import io.rolloutoperator.traffic.RouteObject;
import io.rolloutoperator.traffic.RouteQuery;
import io.rolloutoperator.traffic.Routers;
import io.rolloutoperator.traffic.TrafficRouter;
import io.rolloutoperator.traffic.gatewayapi.GatewayApiRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The routes of a Rollout, as the controller's router sees them. */
record RouteCheck(SourceObject rollout, GivenObjects given) {

  private static final String PLUGINS = "spec.strategy.canary.trafficRouting.plugins.";

  /** Why no weights can be written to the routes of the files; empty if they say nothing of it. */
  Optional<SpecError> obstacle(RolloutSpec spec, Absence absence) {
    CanaryStrategy canary = spec.strategy().canary();
    return canary == null
        ? Optional.empty()
        : Routers.of(canary, rollout.namespace())
            .flatMap(named -> named.obstacle(canary, observed(named.router(), canary, absence)));
  }

  private ObservedRoutes observed(
      Decoded<TrafficRouter> configured, CanaryStrategy canary, Absence absence) {
    List<RouteObject> routes = new ArrayList<>();
    List<JsonNode> grants = new ArrayList<>();
    if (configured instanceof Decoded.Valid<TrafficRouter>(TrafficRouter router)) {
      for (RouteQuery query : router.queries()) {
        switch (query) {
          case RouteQuery.Named(RouteRef ref) ->
              route(ref, canary, absence).ifPresent(tree -> routes.add(new RouteObject(ref, tree)));
          case RouteQuery.Selected selected ->
              routes.addAll(all(selected.kind(), selected.namespace()));
          case RouteQuery.Grants(RouteKind kind, String namespace) ->
              grants.addAll(grants(kind, namespace, absence));
        }
      }
    }
    return new ObservedRoutes(routes, grants);
  }

  private Optional<JsonNode> route(RouteRef ref, CanaryStrategy canary, Absence absence) {
    return switch (given.find(rollout, GroupKind.of(ref.kind()), ref.namespace(), ref.name())) {
      case Lookup.Found(SourceObject route) -> Optional.of(route.tree());
      case Lookup.Untold _ -> Optional.of(Assumed.route(ref, canary));
      case Lookup.Absent _ when absence == Absence.GRANTED ->
          Optional.of(Assumed.route(ref, canary));
      case Lookup.Absent _ -> Optional.empty();
    };
  }

  private List<RouteObject> all(RouteKind kind, String namespace) {
    return given
        .in(namespace, GroupKind.of(kind))
        .map(
            route ->
                new RouteObject(new RouteRef(kind, namespace, At.name(route.tree())), route.tree()))
        .toList();
  }

  /** A Rollout whose namespace is open may be where the grants want it. */
  private List<JsonNode> grants(RouteKind kind, String namespace, Absence absence) {
    List<JsonNode> grants =
        given.in(namespace, GroupKind.of(kind)).map(SourceObject::tree).toList();
    boolean untold = grants.isEmpty() || rollout.namespace().isEmpty();
    return untold || absence == Absence.GRANTED
        ? List.of(Assumed.grant(kind, namespace, rollout.namespace()))
        : grants;
  }

  /** The router ignores fields that it does not know. */
  Stream<Finding> unknownFields(RolloutSpec spec) {
    CanaryStrategy canary = spec.strategy().canary();
    JsonNode config =
        canary == null || canary.trafficRouting() == null
            ? null
            : canary.trafficRouting().plugins().get(GatewayApiRouter.PLUGIN);
    return config == null
        ? Stream.empty()
        : FieldFaults.unknown(config, GatewayApiConfig.class, PLUGINS + GatewayApiRouter.PLUGIN)
            .stream()
            .map(path -> rollout.warning(path, "is not known to the router and has no effect"));
  }
}

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
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.traffic.ObservedRoutes;
import io.rolloutoperator.traffic.RouteObject;
import io.rolloutoperator.traffic.RouteQuery;
import io.rolloutoperator.traffic.Routers;
import io.rolloutoperator.traffic.RoutesView;
import io.rolloutoperator.traffic.TrafficFailure;
import io.rolloutoperator.traffic.TrafficRouter;
import io.rolloutoperator.traffic.gatewayapi.GatewayApiRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The routes of a Rollout, as the controller's router sees them. */
record RouteCheck(SourceObject rollout, GivenObjects given) {

  private static final String PLUGINS = "spec.strategy.canary.trafficRouting.plugins.";

  /** Why no weights can be written to the routes of the files; empty if no file has such routes. */
  Optional<SpecError> obstacle(RolloutSpec spec) {
    CanaryStrategy canary = spec.strategy().canary();
    return canary == null
        ? Optional.empty()
        : Routers.of(canary, rollout.namespace()).flatMap(named -> obstacle(named, canary));
  }

  private Optional<SpecError> obstacle(Routers.Named named, CanaryStrategy canary) {
    return switch (named.router()) {
      case Decoded.Malformed<TrafficRouter> malformed ->
          Optional.of(SpecError.malformed(malformed));
      case Decoded.Valid<TrafficRouter>(TrafficRouter router) ->
          new RoutesView(router, observed(router))
              .obstacle(canary.canaryService(), canary.stableService())
              .filter(failure -> known(router, failure))
              .map(
                  failure ->
                      new SpecError.Invalid(
                          named.path(), '"' + named.name() + '"', failure.detail()));
    };
  }

  /** Whether the files say enough for it. */
  private boolean known(TrafficRouter router, TrafficFailure failure) {
    boolean allRoutes =
        router.queries().stream().allMatch(query -> kind(query).map(given::has).orElse(true));
    return switch (failure) {
      case TrafficFailure.NoRoutes _, TrafficFailure.InvalidHeaderMatch _ -> true;
      case TrafficFailure.NotGranted _ ->
          given.has("ReferenceGrant") && !rollout.namespace().isEmpty();
      case TrafficFailure.RouteNotFound _,
          TrafficFailure.BackendNotFound _,
          TrafficFailure.KindNotServed _ ->
          allRoutes;
    };
  }

  private static Optional<String> kind(RouteQuery query) {
    return switch (query) {
      case RouteQuery.Named(RouteRef ref) -> Optional.of(ref.kind().kind());
      case RouteQuery.Selected selected -> Optional.of(selected.kind().kind());
      case RouteQuery.Grants _ -> Optional.empty();
    };
  }

  private ObservedRoutes observed(TrafficRouter router) {
    List<RouteObject> routes = new ArrayList<>();
    List<JsonNode> grants = new ArrayList<>();
    for (RouteQuery query : router.queries()) {
      switch (query) {
        case RouteQuery.Named(RouteRef ref) ->
            given
                .in(ref.namespace(), rollout, ref.kind().kind())
                .filter(route -> route.name().equals(ref.name()))
                .forEach(route -> routes.addFirst(new RouteObject(ref, route.tree())));
        case RouteQuery.Selected selected ->
            routes.addAll(all(selected.kind(), selected.namespace()));
        case RouteQuery.Grants(RouteKind kind, String namespace) ->
            given.in(namespace, rollout, kind.kind()).forEach(grant -> grants.add(grant.tree()));
      }
    }
    return new ObservedRoutes(routes, grants);
  }

  private List<RouteObject> all(RouteKind kind, String namespace) {
    return given
        .in(namespace, rollout, kind.kind())
        .map(
            route ->
                new RouteObject(new RouteRef(kind, namespace, At.name(route.tree())), route.tree()))
        .toList();
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

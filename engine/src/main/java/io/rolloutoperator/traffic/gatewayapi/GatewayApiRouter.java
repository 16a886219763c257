package io.rolloutoperator.traffic.gatewayapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.rollout.HeaderRoutingMatch;
import io.rolloutoperator.api.rollout.gatewayapi.GatewayApiConfig;
import io.rolloutoperator.engine.traffic.ManagedRouteChange;
import io.rolloutoperator.engine.traffic.RouteEdit;
import io.rolloutoperator.engine.traffic.RouteKind;
import io.rolloutoperator.engine.traffic.TrafficTarget;
import io.rolloutoperator.engine.traffic.TrafficView;
import io.rolloutoperator.traffic.ObservedRoutes;
import io.rolloutoperator.traffic.RouteObject;
import io.rolloutoperator.traffic.RouteQuery;
import io.rolloutoperator.traffic.TrafficFailure;
import io.rolloutoperator.traffic.TrafficPlan;
import io.rolloutoperator.traffic.TrafficRouter;
import io.rolloutoperator.traffic.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits traffic with routes of the Gateway API.
 *
 * @param config as written under the plugin name {@value #PLUGIN}
 * @param rolloutNamespace namespace of the rollout and its Services
 */
public record GatewayApiRouter(GatewayApiConfig config, String rolloutNamespace)
    implements TrafficRouter {

  /** Key of the configuration in {@code trafficRouting.plugins}. */
  public static final String PLUGIN = "argoproj-labs/gatewayAPI";

  private static final String NO_ROUTES =
      "No routes configured. At least one of 'httpRoutes', 'grpcRoutes', 'tcpRoutes', 'tlsRoutes', 'httpRoute', 'grpcRoute',"
          + " 'tcpRoute' or 'tlsRoute' must be set";

  /** The router of a configuration, or what is wrong with that. */
  public static Decoded<TrafficRouter> configured(
      JsonNode configuration, String path, String rolloutNamespace) {
    return switch (Decoder.gatewayApiConfig(configuration, path)) {
      case Decoded.Malformed<GatewayApiConfig>(String where, String problem) ->
          new Decoded.Malformed<>(where, problem);
      case Decoded.Valid<GatewayApiConfig>(GatewayApiConfig valid) ->
          new Decoded.Valid<>(new GatewayApiRouter(valid, rolloutNamespace));
    };
  }

  @Override
  public List<RouteQuery> queries() {
    return selection().queries();
  }

  @Override
  public TrafficPlan plan(ObservedRoutes observed, TrafficTarget target) {
    if (!selection().configured()) {
      return failed(List.of(), new TrafficFailure.NoRoutes(NO_ROUTES));
    }
    Optional<TrafficFailure> invalidHeader = invalidHeader(target.change());
    if (invalidHeader.isPresent()) {
      return failed(List.of(), invalidHeader.get());
    }
    Optional<RouteKind> unserved = selection().unserved(observed);
    return unserved.isPresent()
        ? failed(List.of(), new TrafficFailure.KindNotServed(unserved.get()))
        : edit(observed, target);
  }

  @Override
  public Optional<TrafficView.Split> split(
      ObservedRoutes observed, String canaryService, String stableService) {
    return selection().routes(observed).stream()
        .flatMap(route -> observed.find(route.ref()).stream())
        .flatMap(route -> Rules.of(route.tree()).stream())
        .filter(rule -> Rules.hasBoth(rule, canaryService, stableService))
        .map(
            rule -> new TrafficView.Split(weight(rule, canaryService), weight(rule, stableService)))
        .reduce(
            (one, other) ->
                new TrafficView.Split(
                    Math.max(one.canary(), other.canary()),
                    Math.max(one.stable(), other.stable())));
  }

  /** A backend without weight has 1. */
  private static int weight(ObjectNode rule, String service) {
    return Rules.backend(rule, service).map(backend -> backend.path("weight").asInt(1)).orElse(0);
  }

  /** The routes that are not as they should be yet, or not accepted as they are. */
  @Override
  public Verification verify(ObservedRoutes observed, TrafficTarget target) {
    TrafficPlan plan = plan(observed, target);
    if (plan.failure().isPresent()) {
      return new Verification.Pending(plan.failure().get().detail());
    }
    if (!plan.edits().isEmpty()) {
      return new Verification.Pending(
          plan.edits().getFirst().ref().display() + " has not the wanted weights yet");
    }
    return selection().routes(observed).stream()
        .flatMap(route -> observed.find(route.ref()).stream())
        .flatMap(route -> RouteAcceptance.missing(route).stream())
        .findFirst()
        .<Verification>map(Verification.Pending::new)
        .orElseGet(Verification.Verified::new);
  }

  private TrafficPlan edit(ObservedRoutes observed, TrafficTarget target) {
    RouteEditor editor = new RouteEditor(config, rolloutNamespace, target);
    List<RouteEdit> edits = new ArrayList<>();
    for (SelectedRoute route : selection().routes(observed)) {
      if (!granted(observed, route)) {
        return failed(edits, new TrafficFailure.NotGranted(route.ref(), rolloutNamespace));
      }
      Optional<RouteObject> object = observed.find(route.ref());
      if (object.isEmpty()) {
        return failed(edits, new TrafficFailure.RouteNotFound(route.ref()));
      }
      switch (editor.edit(route, object.get())) {
        case RouteEditor.Outcome.Unchanged() -> {}
        case RouteEditor.Outcome.Changed(RouteEdit edit) -> edits.add(edit);
        case RouteEditor.Outcome.Failed(TrafficFailure failure) -> {
          return failed(edits, failure);
        }
      }
    }
    return new TrafficPlan(edits, Optional.empty());
  }

  private boolean granted(ObservedRoutes observed, SelectedRoute route) {
    return !selection().crossesNamespaces()
        || new ReferenceGrants(observed.grants()).allow(rolloutNamespace, route.ref());
  }

  private static Optional<TrafficFailure> invalidHeader(ManagedRouteChange change) {
    return switch (change) {
      case ManagedRouteChange.Leave(), ManagedRouteChange.RemoveAll() -> Optional.empty();
      case ManagedRouteChange.Header(var step) ->
          step.match().stream()
              .filter(header -> !HeaderValue.valid(header))
              .map(HeaderRoutingMatch::headerName)
              .findFirst()
              .map(
                  name ->
                      new TrafficFailure.InvalidHeaderMatch(
                          step.name(), name, "invalid header match type"));
    };
  }

  private static TrafficPlan failed(List<RouteEdit> edits, TrafficFailure failure) {
    return new TrafficPlan(edits, Optional.of(failure));
  }

  private RouteSelection selection() {
    return new RouteSelection(config, rolloutNamespace);
  }
}

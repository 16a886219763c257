package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.SelectorText;
import io.rolloutoperator.engine.strategy.Canary;
import io.rolloutoperator.engine.strategy.NoStrategy;
import io.rolloutoperator.engine.traffic.RouteKind;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.engine.validation.SpecError;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.traffic.ObservedRoutes;
import io.rolloutoperator.traffic.RouteObject;
import io.rolloutoperator.traffic.RouteQuery;
import io.rolloutoperator.traffic.Routers;
import io.rolloutoperator.traffic.RoutesView;
import io.rolloutoperator.traffic.TrafficRouter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads routes from the API server itself. A weight must never be decided on from a cache that is
 * behind, and the routes of one Rollout are few.
 */
final class LiveRouteReader implements RouteReader {

  private final ObjectApi api;
  private final ServedKinds servedKinds;
  private final RouteListener listener;

  LiveRouteReader(ObjectApi api, RouteListener listener) {
    this(api, new ServedKinds(System::nanoTime), listener);
  }

  LiveRouteReader(ObjectApi api, ServedKinds servedKinds, RouteListener listener) {
    this.api = api;
    this.servedKinds = servedKinds;
    this.listener = listener;
  }

  @Override
  public RouteReading read(RolloutFacts rollout) {
    ResourceID id = new ResourceID(rollout.name(), rollout.namespace());
    return switch (rollout.strategy()) {
      case Canary(CanaryStrategy canary) ->
          Routers.of(canary, rollout.namespace())
              .map(named -> read(id, named, canary))
              .orElseGet(() -> none(id));
      case NoStrategy() -> none(id);
    };
  }

  private RouteReading none(ResourceID rollout) {
    listener.needs(rollout, List.of());
    return RouteReading.NONE;
  }

  private RouteReading read(ResourceID rollout, Routers.Named named, CanaryStrategy canary) {
    return switch (named.router()) {
      case Decoded.Malformed<TrafficRouter> malformed -> {
        listener.needs(rollout, List.of());
        yield new RouteReading(Optional.empty(), Optional.of(SpecError.malformed(malformed)));
      }
      case Decoded.Valid<TrafficRouter>(TrafficRouter router) -> {
        listener.needs(rollout, router.queries());
        ObservedRoutes observed = observe(router);
        observed.routes().forEach(route -> listener.saw(rollout, route.ref(), version(route)));
        RoutesView view = new RoutesView(router, observed);
        Optional<SpecError> error =
            view.obstacle(canary.canaryService(), canary.stableService())
                .map(
                    failure ->
                        new SpecError.Invalid(
                            named.path(), '"' + named.name() + '"', failure.detail()));
        yield new RouteReading(Optional.of(view), error);
      }
    };
  }

  private static String version(RouteObject route) {
    return route.tree().at("/metadata/resourceVersion").asText();
  }

  private ObservedRoutes observe(TrafficRouter router) {
    List<RouteObject> routes = new ArrayList<>();
    List<JsonNode> grants = new ArrayList<>();
    Set<RouteKind> unserved = new HashSet<>();
    for (RouteQuery query : router.queries()) {
      switch (query) {
        case RouteQuery.Named(RouteRef ref) ->
            get(ref).ifPresentOrElse(routes::add, () -> noteUnserved(ref, unserved));
        case RouteQuery.Selected selected ->
            list(selected, listener::served)
                .ifPresentOrElse(routes::addAll, () -> unserved.add(selected.kind()));
        case RouteQuery.Grants(RouteKind kind, String namespace) ->
            list(new RouteQuery.Selected(kind, namespace, LabelSelector.EMPTY), _ -> {})
                .ifPresent(found -> found.forEach(grant -> grants.add(grant.tree())));
      }
    }
    return new ObservedRoutes(routes, grants, unserved);
  }

  /** An absent object and an absent kind give the same answer; only a list tells them apart. */
  private void noteUnserved(RouteRef ref, Set<RouteKind> unserved) {
    if (!servedKinds.serves(ref.kind(), () -> served(ref))) {
      unserved.add(ref.kind());
    }
  }

  /** The kind is served if one of its versions is; who may not list it asks again next time. */
  private ServedKinds.Answer served(RouteRef ref) {
    for (String version : ref.kind().versions()) {
      switch (api.list(resource(ref.kind(), version), ref.namespace(), "")) {
        case ApiAnswer.Done _ -> {
          listener.served(resource(ref.kind(), version));
          return ServedKinds.Answer.SERVED;
        }
        case ApiAnswer.NotFound _ -> {
          // Perhaps another version is served.
        }
        default -> {
          return ServedKinds.Answer.UNKNOWN;
        }
      }
    }
    return ServedKinds.Answer.UNSERVED;
  }

  /** The first version of the kind that is served decides; a missing object or kind is absent. */
  private Optional<RouteObject> get(RouteRef ref) {
    for (String version : ref.kind().versions()) {
      switch (api.get(resource(ref.kind(), version), ref.namespace(), ref.name())) {
        case ApiAnswer.Done(JsonNode tree) -> {
          listener.served(resource(ref.kind(), version));
          servedKinds.found(ref.kind());
          return Optional.of(new RouteObject(ref, tree));
        }
        case ApiAnswer.NotFound _ -> {
          // Perhaps another version is served.
        }
        case ApiAnswer failed ->
            throw new CannotReadException(ref.display() + " cannot be read", failed);
      }
    }
    return Optional.empty();
  }

  /**
   * Empty if no version of the kind is served.
   *
   * @param served hears which version is
   */
  private Optional<List<RouteObject>> list(
      RouteQuery.Selected selected, Consumer<ApiResource> served) {
    String selector = SelectorText.of(selected.selector());
    for (String version : selected.kind().versions()) {
      ApiResource resource = resource(selected.kind(), version);
      ApiAnswer answer = api.list(resource, selected.namespace(), selector);
      if (answer instanceof ApiAnswer.Done) {
        served.accept(resource);
        return Optional.of(
            items(answer).stream().map(tree -> object(selected.kind(), version, tree)).toList());
      }
      if (!(answer instanceof ApiAnswer.NotFound)) {
        throw new CannotReadException(selected.kind().kind() + " cannot be listed", answer);
      }
    }
    return Optional.empty();
  }

  /** Items of a list carry neither kind nor version of their own. */
  private static RouteObject object(RouteKind kind, String version, JsonNode item) {
    ObjectNode tree = item.deepCopy();
    tree.put("apiVersion", kind.group() + "/" + version).put("kind", kind.kind());
    JsonNode metadata = item.path("metadata");
    return new RouteObject(
        new RouteRef(kind, metadata.path("namespace").asText(), metadata.path("name").asText()),
        tree);
  }

  private static List<JsonNode> items(ApiAnswer answer) {
    List<JsonNode> items = new ArrayList<>();
    if (answer instanceof ApiAnswer.Done(JsonNode list)) {
      list.path("items").forEach(items::add);
    }
    return items;
  }

  private static ApiResource resource(RouteKind kind, String version) {
    return new ApiResource(kind.group(), version, kind.plural(), kind.kind());
  }
}

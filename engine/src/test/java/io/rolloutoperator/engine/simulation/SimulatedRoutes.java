package io.rolloutoperator.engine.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.engine.traffic.RouteEdit;
import io.rolloutoperator.engine.traffic.RouteKind;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.engine.traffic.TrafficView;
import io.rolloutoperator.traffic.ObservedRoutes;
import io.rolloutoperator.traffic.RouteObject;
import io.rolloutoperator.traffic.RoutesView;
import io.rolloutoperator.traffic.gatewayapi.GatewayApiRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * HTTPRoutes as an API server stores them, and the Gateway that takes them over when it is told.
 */
final class SimulatedRoutes {

  private static final RouteKind HTTP_ROUTE =
      new RouteKind("gateway.networking.k8s.io", List.of("v1"), "HTTPRoute", "httproutes");

  private final Map<String, ObjectNode> routes = new TreeMap<>();
  private List<Map<String, Integer>> served = List.of();
  private int version = 100;

  /** A route with one weighted rule, one rule of stable alone and one foreign rule. */
  void add(String name) {
    ObjectNode route =
        (ObjectNode)
            Yaml.read(
                """
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: %s, namespace: shop, resourceVersion: "1", generation: 1}
                spec:
                  parentRefs: [{name: gateway}]
                  rules:
                  - backendRefs: [{name: web-stable, port: 80, weight: 100}, {name: web-canary, port: 80, weight: 0}]
                  - matches: [{path: {type: PathPrefix, value: /other}}]
                    backendRefs: [{name: other, port: 80}]
                """
                    .formatted(name));
    routes.put(name, route);
    confirm();
  }

  /** What a router sees. */
  TrafficView view(GatewayApiRouter router) {
    return new RoutesView(router, observed());
  }

  private ObservedRoutes observed() {
    List<RouteObject> objects = new ArrayList<>();
    routes.forEach(
        (name, tree) -> objects.add(new RouteObject(new RouteRef(HTTP_ROUTE, "shop", name), tree)));
    return new ObservedRoutes(objects, List.of());
  }

  /** Applies an edit as the API server does; false if the route changed since it was read. */
  boolean write(RouteEdit edit) {
    ObjectNode before = routes.get(edit.ref().name());
    String seen = edit.mergePatch().path("metadata").path("resourceVersion").asText();
    if (before == null || !before.path("metadata").path("resourceVersion").asText().equals(seen)) {
      return false;
    }
    ObjectNode after = (ObjectNode) merge(before, edit.mergePatch());
    ObjectNode metadata = (ObjectNode) after.get("metadata");
    metadata.put("resourceVersion", Integer.toString(++version));
    if (!after.path("spec").equals(before.path("spec"))) {
      metadata.put("generation", before.path("metadata").path("generation").asInt() + 1);
    }
    routes.put(edit.ref().name(), after);
    return true;
  }

  /** The Gateway takes over what the routes say; false if it had. */
  boolean confirm() {
    boolean changed = false;
    for (Map.Entry<String, ObjectNode> entry : routes.entrySet()) {
      ObjectNode route = entry.getValue();
      JsonNode status = accepted(route.path("metadata").path("generation").asInt());
      if (!status.equals(route.path("status"))) {
        entry.setValue(route.deepCopy().set("status", status));
        changed = true;
      }
    }
    served = weightedRules();
    return changed;
  }

  private static JsonNode accepted(int generation) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    ObjectNode parent = status.putArray("parents").addObject();
    parent.putObject("parentRef").put("name", "gateway");
    parent
        .putArray("conditions")
        .addObject()
        .put("type", "Accepted")
        .put("status", "True")
        .put("observedGeneration", generation);
    return status;
  }

  /** The weights that clients meet: those of the last time that the Gateway took them over. */
  List<Map<String, Integer>> served() {
    return served;
  }

  /** Weights of the backends of every rule that has more than one. */
  List<Map<String, Integer>> weightedRules() {
    List<Map<String, Integer>> rules = new ArrayList<>();
    for (ObjectNode route : routes.values()) {
      for (JsonNode rule : route.path("spec").path("rules")) {
        if (rule.path("backendRefs").size() > 1) {
          Map<String, Integer> weights = new TreeMap<>();
          rule.path("backendRefs")
              .forEach(ref -> weights.put(ref.path("name").asText(), ref.path("weight").asInt(1)));
          rules.add(weights);
        }
      }
    }
    return rules;
  }

  /** Everything of the routes that is not the operator's. */
  List<JsonNode> foreignParts() {
    List<JsonNode> parts = new ArrayList<>();
    for (ObjectNode route : routes.values()) {
      parts.add(route.path("spec").path("parentRefs"));
      parts.add(route.path("spec").path("rules").path(1));
    }
    return parts;
  }

  private static JsonNode merge(JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch.deepCopy();
    }
    ObjectNode result =
        target instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    changes
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                result.remove(field.getKey());
              } else {
                result.set(field.getKey(), merge(result.path(field.getKey()), field.getValue()));
              }
            });
    return result;
  }
}

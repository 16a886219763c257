package io.rolloutoperator.traffic.gatewayapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.rollout.HeaderRoutingMatch;
import io.rolloutoperator.api.rollout.SetHeaderRoute;
import io.rolloutoperator.api.rollout.StringMatch;
import io.rolloutoperator.api.rollout.gatewayapi.GatewayApiConfig;
import io.rolloutoperator.engine.traffic.Destination;
import io.rolloutoperator.engine.traffic.ManagedRouteChange;
import io.rolloutoperator.engine.traffic.RouteEdit;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.engine.traffic.TrafficTarget;
import io.rolloutoperator.traffic.ObservedRoutes;
import io.rolloutoperator.traffic.RouteObject;
import io.rolloutoperator.traffic.TrafficPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Routes in namespace "shop" and a store that takes patches as an API server does. */
final class Routes {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final List<RouteObject> routes = new ArrayList<>();
  private final List<JsonNode> grants = new ArrayList<>();
  private int writes;

  static JsonNode yaml(String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** A router with the configuration, for a rollout in namespace "shop". */
  static GatewayApiRouter router(String config) {
    return switch (Decoder.gatewayApiConfig(yaml(config), "plugins")) {
      case Decoded.Valid<?>(GatewayApiConfig value) -> new GatewayApiRouter(value, "shop");
      case Decoded<?> malformed -> throw new IllegalArgumentException(malformed.toString());
    };
  }

  static TrafficTarget weight(int canary) {
    return target(canary, 100, List.of(), Set.of(), new ManagedRouteChange.Leave());
  }

  static TrafficTarget target(
      int canary,
      int max,
      List<Destination> additional,
      Set<String> owned,
      ManagedRouteChange change) {
    List<SetHeaderRoute> steps =
        change instanceof ManagedRouteChange.Header(SetHeaderRoute step)
            ? List.of(step)
            : List.of(beta());
    return new TrafficTarget(
        "web-canary",
        "web-stable",
        canary,
        max,
        additional,
        owned,
        List.of("beta", "internal"),
        steps,
        change);
  }

  static SetHeaderRoute beta() {
    return new SetHeaderRoute("beta", List.of(exact("X-Beta", "1")));
  }

  static HeaderRoutingMatch exact(String header, String value) {
    return new HeaderRoutingMatch(header, new StringMatch(value, "", ""));
  }

  Routes with(GatewayKind kind, String name, String rules) {
    return with(kind, "shop", name, "", rules);
  }

  Routes with(GatewayKind kind, String namespace, String name, String labels, String rules) {
    JsonNode tree =
        yaml(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: %s
            metadata: {name: %s, namespace: %s, resourceVersion: "7", generation: 3, labels: {%s}, annotations: {a: b}}
            spec:
              parentRefs: [{name: gateway, port: 8080}]
              hostnames: [shop.example.com]
              rules: %s
            """
                .formatted(kind.kind().kind(), name, namespace, labels, rules));
    routes.add(new RouteObject(new RouteRef(kind.kind(), namespace, name), tree));
    return this;
  }

  Routes grant(String text) {
    grants.add(yaml(text));
    return this;
  }

  ObservedRoutes observed() {
    return new ObservedRoutes(routes, grants);
  }

  /** Plans, writes every edit, and makes sure that planning again changes nothing. */
  TrafficPlan apply(GatewayApiRouter router, TrafficTarget target) {
    TrafficPlan plan = router.plan(observed(), target);
    plan.edits().forEach(this::write);
    if (plan.failure().isEmpty()) {
      assertThat(router.plan(observed(), target).edits()).as("edits when asked again").isEmpty();
    }
    return plan;
  }

  private void write(RouteEdit edit) {
    writes++;
    for (int i = 0; i < routes.size(); i++) {
      RouteObject before = routes.get(i);
      if (before.ref().equals(edit.ref())) {
        assertThat(edit.mergePatch().path("metadata").path("resourceVersion").asText())
            .isEqualTo(before.resourceVersion());
        ObjectNode after = (ObjectNode) merge(before.tree(), edit.mergePatch());
        assertThat(RoutePatch.between(before.tree(), after)).isEqualTo(edit.mergePatch());
        ((ObjectNode) after.get("metadata")).put("resourceVersion", Integer.toString(100 + writes));
        routes.set(i, new RouteObject(before.ref(), after));
      }
    }
  }

  private static JsonNode merge(JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch.deepCopy();
    }
    ObjectNode result =
        target instanceof ObjectNode object ? object.deepCopy() : YAML.createObjectNode();
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

  /** Replaces the rules of a route, as a defaulting API server or another writer does. */
  Routes overwriteRules(String name, JsonNode rules) {
    for (int i = 0; i < routes.size(); i++) {
      RouteObject route = routes.get(i);
      if (route.ref().name().equals(name)) {
        ObjectNode tree = route.tree().deepCopy();
        ((ObjectNode) tree.get("spec")).set("rules", rules);
        routes.set(i, new RouteObject(route.ref(), tree));
      }
    }
    return this;
  }

  JsonNode tree(String name) {
    return routes.stream()
        .filter(r -> r.ref().name().equals(name))
        .findFirst()
        .orElseThrow()
        .tree();
  }

  JsonNode rules(String name) {
    return tree(name).path("spec").path("rules");
  }

  JsonNode labels(String name) {
    return tree(name).path("metadata").path("labels");
  }

  Map<String, String> annotations(String name) {
    Map<String, String> texts = new TreeMap<>();
    tree(name)
        .path("metadata")
        .path("annotations")
        .properties()
        .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
    return texts;
  }

  /** Notes something on a route, as another tool does. */
  Routes annotate(String name, String key, String value) {
    ((ObjectNode) tree(name).path("metadata").path("annotations")).put(key, value);
    return this;
  }

  int writes() {
    return writes;
  }
}

package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.LabelSelectorRequirement;
import io.rolloutoperator.api.rollout.gatewayapi.GatewayApiConfig;
import io.rolloutoperator.api.rollout.gatewayapi.GatewayApiRoute;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one Rollout moves in one route of the Gateway API.
 *
 * @param canary name of the Service
 * @param stable name of the Service
 * @param injected names of the routes that its steps may add
 * @param headers of each {@code setHeaderRoute} step: they tell added rules without a name
 * @param experiments Services of running experiments, which get backends of their own
 * @param split the weights that its status names; empty before the first ones
 */
record RouteClaim(
    String canary,
    String stable,
    Set<String> injected,
    List<Set<String>> headers,
    Set<String> experiments,
    Optional<Split> split) {

  private static final String PLUGIN = "argoproj-labs/gatewayAPI";

  /** Weights of the two Services; absent ones are not written. */
  record Split(JsonNode canary, JsonNode stable) {}

  /** The claims of all Rollouts whose configuration means the route, as it is or as it shall be. */
  static List<RouteClaim> on(
      ObjectNode route, Optional<ObjectNode> live, List<ObjectNode> rollouts) {
    List<RouteClaim> claims = new ArrayList<>();
    for (ObjectNode rollout : rollouts) {
      JsonNode config =
          Rollouts.canary(rollout).path("trafficRouting").path("plugins").path(PLUGIN);
      String namespace = ObjectId.of(rollout).namespace();
      boolean meant =
          means(config, route, namespace)
              || live.filter(present -> means(config, present, namespace)).isPresent();
      if (!config.isMissingNode() && meant) {
        claims.addAll(of(rollout));
      }
    }
    return claims;
  }

  /** A configuration that cannot be read may mean any route: hands off. */
  private static boolean means(JsonNode config, ObjectNode route, String rolloutNamespace) {
    return switch (Decoder.gatewayApiConfig(config, "")) {
      case Decoded.Malformed<GatewayApiConfig> malformed -> true;
      case Decoded.Valid<GatewayApiConfig>(GatewayApiConfig valid) -> {
        String namespace = valid.namespace().isEmpty() ? rolloutNamespace : valid.namespace();
        ObjectId id = ObjectId.of(route);
        yield namespace.equals(id.namespace())
            && (named(valid, id) || selected(selector(valid, id.kind()), route));
      }
    };
  }

  private static boolean named(GatewayApiConfig config, ObjectId id) {
    List<GatewayApiRoute> list =
        switch (id.kind()) {
          case "HTTPRoute" -> config.httpRoutes();
          case "GRPCRoute" -> config.grpcRoutes();
          case "TCPRoute" -> config.tcpRoutes();
          case "TLSRoute" -> config.tlsRoutes();
          default -> List.of();
        };
    String single =
        switch (id.kind()) {
          case "HTTPRoute" -> config.httpRoute();
          case "GRPCRoute" -> config.grpcRoute();
          case "TCPRoute" -> config.tcpRoute();
          case "TLSRoute" -> config.tlsRoute();
          default -> "";
        };
    return single.equals(id.name())
        || list.stream().anyMatch(route -> route.name().equals(id.name()));
  }

  private static @Nullable LabelSelector selector(GatewayApiConfig config, String kind) {
    return switch (kind) {
      case "HTTPRoute" -> config.httpRouteSelector();
      case "GRPCRoute" -> config.grpcRouteSelector();
      case "TCPRoute" -> config.tcpRouteSelector();
      case "TLSRoute" -> config.tlsRouteSelector();
      default -> null;
    };
  }

  private static boolean selected(@Nullable LabelSelector selector, ObjectNode route) {
    if (selector == null) {
      return false;
    }
    Map<String, String> labels = Metadata.of(route).labels();
    return selector.matchLabels().entrySet().stream()
            .allMatch(label -> label.getValue().equals(labels.get(label.getKey())))
        && selector.matchExpressions().stream().allMatch(r -> holds(r, labels));
  }

  private static boolean holds(LabelSelectorRequirement requirement, Map<String, String> labels) {
    boolean present = labels.containsKey(requirement.key());
    boolean listed = present && requirement.values().contains(labels.get(requirement.key()));
    return switch (requirement.operator()) {
      case "In" -> listed;
      case "NotIn" -> !listed;
      case "Exists" -> present;
      case "DoesNotExist" -> !present;
      default -> false;
    };
  }

  /** Ping and pong change roles, so that either may be the canary: both claims say the same. */
  private static List<RouteClaim> of(ObjectNode rollout) {
    JsonNode canary = Rollouts.canary(rollout);
    JsonNode pingPong = canary.path("pingPong");
    boolean pair = pingPong.isObject();
    String one =
        pair ? pingPong.path("pingService").asText() : canary.path("canaryService").asText();
    String other =
        pair ? pingPong.path("pongService").asText() : canary.path("stableService").asText();
    if (one.isEmpty() || other.isEmpty()) {
      return List.of();
    }
    JsonNode weights = rollout.path("status").path("canary").path("weights");
    return List.of(
        new RouteClaim(
            one,
            other,
            names(canary.path("trafficRouting").path("managedRoutes"), "name"),
            headers(canary),
            names(weights.path("additional"), "serviceName"),
            split(weights, one, other)));
  }

  private static Set<String> names(JsonNode list, String field) {
    Set<String> names = new HashSet<>();
    list.forEach(entry -> names.add(entry.path(field).asText()));
    names.remove("");
    return names;
  }

  private static List<Set<String>> headers(JsonNode canary) {
    List<Set<String>> headers = new ArrayList<>();
    for (JsonNode step : canary.path("steps")) {
      Set<String> names = lowerCase(names(step.path("setHeaderRoute").path("match"), "headerName"));
      if (!names.isEmpty()) {
        headers.add(names);
      }
    }
    return headers;
  }

  static Set<String> lowerCase(Set<String> names) {
    Set<String> lower = new HashSet<>();
    names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
    return lower;
  }

  private static Optional<Split> split(JsonNode weights, String one, String other) {
    JsonNode canary = weights.path("canary");
    JsonNode stable = weights.path("stable");
    if (!canary.path("weight").isInt() || !stable.path("weight").isInt()) {
      return Optional.empty();
    }
    boolean swapped =
        canary.path("serviceName").asText().equals(other)
            && stable.path("serviceName").asText().equals(one);
    return Optional.of(
        swapped
            ? new Split(stable.path("weight"), canary.path("weight"))
            : new Split(canary.path("weight"), stable.path("weight")));
  }
}

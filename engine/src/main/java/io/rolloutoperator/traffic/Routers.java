package io.rolloutoperator.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.RolloutTrafficRouting;
import io.rolloutoperator.engine.validation.Capabilities;
import io.rolloutoperator.engine.validation.SpecError;
import io.rolloutoperator.traffic.gatewayapi.GatewayApiRouter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The routers that this version drives. Another one is another row of the catalogue. */
public final class Routers {

  private static final String PLUGINS = "spec.strategy.canary.trafficRouting.plugins";

  /** Makes a router from its configuration. */
  private interface Maker {
    Decoded<TrafficRouter> make(JsonNode configuration, String path, String rolloutNamespace);
  }

  private record Plugin(String name, Maker maker) {}

  private static final List<Plugin> CATALOGUE =
      List.of(new Plugin(GatewayApiRouter.PLUGIN, GatewayApiRouter::configured));

  private Routers() {}

  /**
   * A router that a Rollout names.
   *
   * @param path of the field that names it, for messages
   * @param name the router's name there
   * @param router the router, or what is wrong with its configuration
   */
  public record Named(String path, String name, Decoded<TrafficRouter> router) {

    /**
     * Why these routes cannot carry a canary's traffic, as validation says it; empty if they can.
     */
    public Optional<SpecError> obstacle(CanaryStrategy canary, ObservedRoutes observed) {
      return switch (router) {
        case Decoded.Malformed<TrafficRouter> malformed ->
            Optional.of(SpecError.malformed(malformed));
        case Decoded.Valid<TrafficRouter>(TrafficRouter valid) ->
            new RoutesView(valid, observed)
                .obstacle(canary.canaryService(), canary.stableService())
                .map(failure -> new SpecError.Invalid(path, '"' + name + '"', failure.detail()));
      };
    }
  }

  /** What validation lets through. */
  public static Capabilities capabilities() {
    return new Capabilities(
        Set.of(), CATALOGUE.stream().map(Plugin::name).collect(Collectors.toSet()));
  }

  /** The router that a canary names; empty without one. */
  public static Optional<Named> of(CanaryStrategy canary, String rolloutNamespace) {
    RolloutTrafficRouting routing = canary.trafficRouting();
    return routing == null
        ? Optional.empty()
        : CATALOGUE.stream()
            .flatMap(plugin -> named(plugin, routing.plugins(), rolloutNamespace).stream())
            .findFirst();
  }

  private static Optional<Named> named(
      Plugin plugin, Map<String, JsonNode> plugins, String namespace) {
    String path = PLUGINS + "." + plugin.name();
    return Optional.ofNullable(plugins.get(plugin.name()))
        .map(
            configuration ->
                new Named(
                    PLUGINS, plugin.name(), plugin.maker().make(configuration, path, namespace)));
  }
}

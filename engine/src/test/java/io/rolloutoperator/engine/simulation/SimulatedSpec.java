package io.rolloutoperator.engine.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.gatewayapi.GatewayApiConfig;
import io.rolloutoperator.api.template.StepHash;
import io.rolloutoperator.traffic.gatewayapi.GatewayApiRouter;
import java.util.Optional;

/**
 * A spec with what follows from it alone, so that it is worked out once for each change of the spec
 * and not at every look.
 *
 * @param tree as a user wrote it; not to be changed
 * @param decoded as the engine reads it
 * @param stepHash hash of its steps
 * @param router the router that it names; empty without one
 */
record SimulatedSpec(
    ObjectNode tree, RolloutSpec decoded, String stepHash, Optional<GatewayApiRouter> router) {

  static SimulatedSpec of(ObjectNode tree) {
    JsonNode canary = tree.path("strategy").path("canary");
    JsonNode config = canary.path("trafficRouting").path("plugins").get(GatewayApiRouter.PLUGIN);
    return new SimulatedSpec(
        tree,
        valid(Decoder.decode(tree, RolloutSpec.class, "spec")),
        StepHash.of(canary.get("steps")),
        Optional.ofNullable(config).map(SimulatedSpec::router));
  }

  private static GatewayApiRouter router(JsonNode config) {
    GatewayApiConfig valid = valid(Decoder.gatewayApiConfig(config, "plugins"));
    return new GatewayApiRouter(valid, "shop");
  }

  private static <T> T valid(Decoded<T> decoded) {
    return switch (decoded) {
      case Decoded.Valid<T>(T valid) -> valid;
      case Decoded.Malformed<T> malformed ->
          throw new IllegalArgumentException(malformed.message());
    };
  }

  JsonNode template() {
    return tree.path("template");
  }

  int replicas() {
    return tree.path("replicas").asInt(1);
  }
}

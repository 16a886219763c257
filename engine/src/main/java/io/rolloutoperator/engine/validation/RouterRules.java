package io.rolloutoperator.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.rollout.RolloutTrafficRouting;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Routers that this controller cannot drive. */
final class RouterRules {

  private static final String PATH = "spec.strategy.trafficRouting.";

  private RouterRules() {}

  static Stream<SpecError> check(
      @Nullable RolloutTrafficRouting routing, Capabilities capabilities) {
    if (routing == null) {
      return Stream.empty();
    }
    Stream<SpecError> plugins =
        routing.plugins().keySet().stream()
            .sorted()
            .filter(name -> !capabilities.routerPlugins().contains(name))
            .map(RouterRules::unknownPlugin);
    ObjectNode written = Encoder.encode(routing);
    Stream<SpecError> routers =
        written.properties().stream()
            .filter(field -> !field.getKey().equals("plugins") && field.getValue().isObject())
            .filter(field -> !capabilities.routers().contains(field.getKey()))
            .map(field -> unknownRouter(field, capabilities));
    return Stream.concat(plugins, routers);
  }

  private static SpecError unknownPlugin(String name) {
    return new SpecError.Invalid(
        PATH + "plugins", ShownValue.of(name), "plugin " + name + " not configured in configmap");
  }

  private static SpecError unknownRouter(
      Map.Entry<String, JsonNode> field, Capabilities capabilities) {
    return new SpecError.Invalid(
        PATH + field.getKey(),
        ShownValue.of(field.getValue()),
        "traffic router %s is not available; use one of: %s"
            .formatted(field.getKey(), available(capabilities)));
  }

  private static String available(Capabilities capabilities) {
    TreeSet<String> names = new TreeSet<>(capabilities.routers());
    capabilities.routerPlugins().forEach(name -> names.add("plugins " + name));
    return String.join(", ", names);
  }
}

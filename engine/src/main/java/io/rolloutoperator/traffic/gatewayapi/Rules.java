package io.rolloutoperator.traffic.gatewayapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rules of a route. Whatever has another shape than expected is not ours and is passed
 * over.
 */
final class Rules {

  private Rules() {}

  /** The rules that are objects, in order. */
  static List<ObjectNode> of(JsonNode route) {
    return objects(route.path("spec").path("rules"));
  }

  static List<ObjectNode> backends(JsonNode rule) {
    return objects(rule.path("backendRefs"));
  }

  /** The first backend that leads to the Service. */
  static Optional<ObjectNode> backend(JsonNode rule, String service) {
    return backends(rule).stream().filter(ref -> leadsTo(ref, service)).findFirst();
  }

  static boolean hasBoth(JsonNode rule, String canaryService, String stableService) {
    return backend(rule, canaryService).isPresent() && backend(rule, stableService).isPresent();
  }

  static boolean leadsTo(JsonNode backend, String service) {
    return backend.path("name").asText("").equals(service);
  }

  /** The rule's name; empty without one. */
  static String name(JsonNode rule) {
    return rule.path("name").asText("");
  }

  static List<ObjectNode> objects(JsonNode list) {
    List<ObjectNode> objects = new ArrayList<>();
    if (list instanceof ArrayNode array) {
      array.forEach(
          node -> {
            if (node instanceof ObjectNode object) {
              objects.add(object);
            }
          });
    }
    return objects;
  }
}

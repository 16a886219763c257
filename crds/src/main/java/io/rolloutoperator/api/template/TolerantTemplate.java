package io.rolloutoperator.api.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/**
 * A pod template in the form in which it is sent to the API server: resource quantities in
 * canonical form, those that cannot be read as {@code 0}, and the list of ephemeral containers left
 * out when one of them has such a quantity. A typing error in a quantity thus never keeps a Rollout
 * from running.
 */
public final class TolerantTemplate {

  private static final List<String> CONTAINERS = List.of("initContainers", "containers");
  private static final List<String> RESOURCES = List.of("limits", "requests");

  private TolerantTemplate() {}

  /**
   * A copy of the template that the API server can read; anything but an object is returned as it
   * is.
   */
  public static JsonNode of(JsonNode template) {
    if (!(template instanceof ObjectNode object)) {
      return template;
    }
    ObjectNode copy = object.deepCopy();
    Defaults.at(copy, "spec").forEach(TolerantTemplate::spec);
    return copy;
  }

  private static void spec(ObjectNode spec) {
    boolean unreadable =
        Defaults.each(spec, "ephemeralContainers").anyMatch(TolerantTemplate::isUnreadable);
    if (unreadable) {
      spec.remove("ephemeralContainers");
    }
    Defaults.at(spec, "overhead").forEach(TolerantTemplate::canonical);
    resources(spec);
    for (String list : CONTAINERS) {
      Defaults.each(spec, list).forEach(TolerantTemplate::resources);
    }
    Defaults.each(spec, "ephemeralContainers").forEach(TolerantTemplate::resources);
  }

  private static boolean isUnreadable(ObjectNode container) {
    return RESOURCES.stream()
        .flatMap(kind -> Defaults.at(container, "resources", kind))
        .flatMap(quantities -> quantities.properties().stream())
        .anyMatch(quantity -> Quantities.read(quantity.getValue()).isEmpty());
  }

  private static void resources(ObjectNode owner) {
    RESOURCES.stream()
        .flatMap(kind -> Defaults.at(owner, "resources", kind))
        .forEach(TolerantTemplate::canonical);
  }

  private static void canonical(ObjectNode quantities) {
    for (Map.Entry<String, JsonNode> quantity : quantities.properties()) {
      quantity.setValue(
          TextNode.valueOf(Quantities.read(quantity.getValue()).map(Quantity::text).orElse("0")));
    }
  }
}

package io.rolloutoperator.api.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The resource quantities of a pod template that Kubernetes cannot read and that therefore count as
 * 0.
 */
public final class UnreadableQuantities {

  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  private UnreadableQuantities() {}

  /**
   * Path and text of each, such as {@code spec.containers[0].resources.requests[memory]} and {@code
   * 1x}.
   *
   * @param template a PodTemplateSpec; of a wrong shape: none
   */
  public static Map<String, String> of(JsonNode template) {
    Map<String, String> found = new LinkedHashMap<>();
    JsonNode spec = template.path("spec");
    collect("spec.overhead", spec.path("overhead"), found);
    resources("spec", spec, found);
    for (String list : CONTAINERS) {
      JsonNode containers = spec.path(list);
      for (int i = 0; i < containers.size(); i++) {
        resources("spec." + list + "[" + i + "]", containers.path(i), found);
      }
    }
    return found;
  }

  private static void resources(String path, JsonNode owner, Map<String, String> found) {
    Stream.of("limits", "requests")
        .forEach(
            kind ->
                collect(path + ".resources." + kind, owner.path("resources").path(kind), found));
  }

  private static void collect(String path, JsonNode quantities, Map<String, String> found) {
    quantities.properties().stream()
        .filter(quantity -> Quantities.read(quantity.getValue()).isEmpty())
        .forEach(
            quantity ->
                found.put(path + "[" + quantity.getKey() + "]", quantity.getValue().asText()));
  }
}

package io.rolloutoperator.traffic.gatewayapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.LabelSelectorRequirement;
import java.util.Map;
import java.util.TreeMap;

/** The labels of an object. */
record Labels(Map<String, String> values) {

  static Labels of(JsonNode object) {
    Map<String, String> values = new TreeMap<>();
    object
        .path("metadata")
        .path("labels")
        .properties()
        .forEach(label -> values.put(label.getKey(), label.getValue().asText()));
    return new Labels(values);
  }

  /**
   * As Kubernetes matches: everything must hold, an empty selector selects everything, an unknown
   * operator nothing.
   */
  boolean match(LabelSelector selector) {
    return selector.matchLabels().entrySet().stream()
            .allMatch(label -> label.getValue().equals(values.get(label.getKey())))
        && selector.matchExpressions().stream().allMatch(this::holds);
  }

  private boolean holds(LabelSelectorRequirement requirement) {
    boolean present = values.containsKey(requirement.key());
    boolean listed = present && requirement.values().contains(values.get(requirement.key()));
    return switch (requirement.operator()) {
      case "In" -> listed;
      case "NotIn" -> !listed;
      case "Exists" -> present;
      case "DoesNotExist" -> !present;
      default -> false;
    };
  }
}

package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Label selectors of objects in the text form that a query has. */
public final class LabelSelectors {

  private LabelSelectors() {}

  /** The text; "", which selects all, of an absent or empty selector. */
  public static String text(JsonNode selector) {
    List<String> parts = new ArrayList<>();
    selector
        .path("matchLabels")
        .properties()
        .forEach(label -> parts.add(label.getKey() + "=" + label.getValue().asText()));
    for (JsonNode expression : selector.path("matchExpressions")) {
      String key = At.text(expression, "key");
      List<String> values = expression.path("values").valueStream().map(JsonNode::asText).toList();
      String list = " (" + String.join(",", values) + ")";
      switch (At.text(expression, "operator")) {
        case "In" -> parts.add(key + " in" + list);
        case "NotIn" -> parts.add(key + " notin" + list);
        case "Exists" -> parts.add(key);
        case "DoesNotExist" -> parts.add("!" + key);
        default -> {
          // an operator of a newer API selects more, never less
        }
      }
    }
    return String.join(",", parts);
  }
}

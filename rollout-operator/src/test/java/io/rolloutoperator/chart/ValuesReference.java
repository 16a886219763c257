package io.rolloutoperator.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.util.stream.Collectors;

/** The page of the documentation with all values of the chart. */
final class ValuesReference {
  private static final String HEAD =
      """
      # Values of the chart

      Made from `helm/rollout-operator/values.schema.json` by a test; the schema refuses every other name, and every value of another type.
      [Installing](install.md) says how they are set.

      A value that sets a [flag of the operator](operating.md#flags) names it. Where the default is in *italics*, `values.yaml` does not
      set the value, and the operator's own default is in force.
      """;

  private static final String TABLE = "\n| Value | Type | Default | Meaning |\n|-|-|-|-|\n";

  private ValuesReference() {}

  /** The whole page. */
  static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("\n## Values on their own\n").append(TABLE);
    ChartValue.all().stream()
        .filter(value -> !value.path().contains("."))
        .forEach(value -> page.append(row(value)));
    Chart.schema()
        .path("properties")
        .properties()
        .forEach(group -> page.append(section(group.getKey(), group.getValue())));
    return page.toString();
  }

  private static String section(String name, JsonNode schema) {
    String rows =
        ChartValue.all().stream()
            .filter(value -> value.path().startsWith(name + "."))
            .map(ValuesReference::row)
            .collect(Collectors.joining());
    String meaning = capitalized(schema.path("description").asText());
    return rows.isEmpty() ? "" : "\n## %s\n\n%s.\n%s%s".formatted(name, meaning, TABLE, rows);
  }

  private static String capitalized(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String row(ChartValue value) {
    return "| `%s` | %s | %s | %s%s |\n"
        .formatted(
            value.path(),
            type(value.schema()),
            byDefault(value),
            value.meaning(),
            value.flag().map(flag -> "; `" + flag + "`").orElse(""));
  }

  private static String type(JsonNode schema) {
    if (schema.has("enum")) {
      return Json.elements(schema.path("enum"))
          .map(JsonNode::asText)
          .collect(Collectors.joining(", "));
    }
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      return Json.elements(type).map(JsonNode::asText).collect(Collectors.joining(" or "));
    }
    return switch (type.asText()) {
      case "array" -> "list";
      case "object" -> "map";
      default -> type.asText();
    };
  }

  private static String byDefault(ChartValue value) {
    if (value.shipped().isMissingNode()) {
      return value.byDefault().isMissingNode() ? "" : "*" + code(value.byDefault()) + "*";
    }
    return code(value.shipped());
  }

  private static String code(JsonNode json) {
    return "`" + (json.isTextual() && !json.asText().isEmpty() ? json.asText() : json) + "`";
  }
}

package io.rolloutoperator.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value of the chart as its schema describes it.
 *
 * @param path such as {@code image.tag}
 * @param schema of the value
 */
public record ChartValue(String path, JsonNode schema) {

  /** All values that are no groups of values, in the order of the schema. */
  public static List<ChartValue> all() {
    List<ChartValue> values = new ArrayList<>();
    collect("", Chart.schema(), values);
    return values;
  }

  private static void collect(String prefix, JsonNode schema, List<ChartValue> values) {
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              ChartValue value = new ChartValue(prefix + property.getKey(), property.getValue());
              if (value.isGroup()) {
                collect(value.path() + ".", value.schema(), values);
              } else {
                values.add(value);
              }
            });
  }

  /** A default of its own, such as {@code {}}, makes an object of many one value. */
  boolean isGroup() {
    return schema.has("properties") && !schema.has("default");
  }

  /** The operator's flag that it sets. */
  public Optional<String> flag() {
    return Optional.ofNullable(schema.path("x-flag").asText(null));
  }

  /** What is in force without it; missing if the schema does not say. */
  public JsonNode byDefault() {
    return schema.path("default");
  }

  /** What {@code values.yaml} says; missing if nothing. */
  public JsonNode shipped() {
    return Json.yaml(Chart.file("values.yaml")).getFirst().at("/" + path.replace('.', '/'));
  }

  /** What it means, in the schema's words. */
  public String meaning() {
    return schema.path("description").asText();
  }
}

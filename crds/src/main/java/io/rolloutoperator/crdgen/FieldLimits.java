package io.rolloutoperator.crdgen;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** Writes into a schema what a {@link Field} says about the values that are accepted. */
final class FieldLimits {

  private FieldLimits() {}

  static void put(Field field, ObjectNode schema) {
    ofNumbers(field, schema);
    ofTexts(field, schema);
    if (field.maxItems() > 0) {
      schema.put("maxItems", field.maxItems());
    }
    if (field.oneOf().length > 0) {
      ArrayNode values = schema.putArray("enum");
      List.of(field.oneOf()).forEach(values::add);
    }
    if (!field.absentBecomes().isEmpty()) {
      putDefault(field.absentBecomes(), schema);
    }
  }

  private static void ofNumbers(Field field, ObjectNode schema) {
    if (field.minimum() != Long.MIN_VALUE) {
      schema.put("minimum", field.minimum());
    }
    if (field.maximum() != Long.MAX_VALUE) {
      schema.put("maximum", field.maximum());
    }
  }

  private static void ofTexts(Field field, ObjectNode schema) {
    if (field.minLength() > 0) {
      schema.put("minLength", field.minLength());
    }
    if (field.maxLength() > 0) {
      schema.put("maxLength", field.maxLength());
    }
    if (!field.pattern().isEmpty()) {
      schema.put("pattern", field.pattern());
    }
  }

  private static void putDefault(String value, ObjectNode schema) {
    String type = schema.path("type").asText();
    switch (type) {
      case "string" -> schema.put("default", value);
      case "boolean" -> schema.put("default", Boolean.parseBoolean(value));
      case "integer" -> schema.put("default", Long.parseLong(value));
      default -> throw new IllegalArgumentException("no default for the type " + type);
    }
  }
}

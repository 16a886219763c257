package io.rolloutoperator.crdgen;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.schema.Field;
import io.rolloutoperator.api.schema.Rule;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Makes the structural schema of a record from the types of its components and their {@link Field}.
 */
final class RecordSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final TemplateSchema templates;

  RecordSchema(TemplateSchema templates) {
    this.templates = templates;
  }

  /**
   * The schema of an object of that record.
   *
   * @param path where the object stands, beginning with a dot, for messages to users
   */
  ObjectNode of(Class<? extends Record> type, String path) {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    ObjectNode properties = JSON.objectNode();
    ArrayNode required = JSON.arrayNode();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = jsonName(component);
      Field field = field(component);
      properties.set(name, component(component, field, path + "." + name));
      if (field.required()) {
        required.add(name);
      }
    }
    if (!properties.isEmpty()) {
      schema.set("properties", properties);
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    if (type == LabelSelector.class) {
      schema.put(
          "x-kubernetes-map-type",
          "atomic"); // as in Kubernetes: two appliers never share one selector
    }
    rules(type, schema);
    return schema;
  }

  /** The name of a component on the wire. */
  static String jsonName(RecordComponent component) {
    JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    return renamed == null ? component.getName() : renamed.value();
  }

  private static Field field(RecordComponent component) {
    Field field = component.getAnnotation(Field.class);
    if (field == null) {
      throw new IllegalArgumentException(
          component.getDeclaringRecord().getName() + "." + component.getName() + " has no @Field");
    }
    return field;
  }

  private ObjectNode component(RecordComponent component, Field field, String path) {
    ObjectNode schema = JSON.objectNode().put("description", field.value());
    schema.setAll(
        switch (field.shape()) {
          case RECORD -> of(component.getGenericType(), path);
          case OPEN_OBJECT -> open(component.getType());
          case POD_TEMPLATE -> templates.podTemplate();
          case JOB_SPEC -> templates.jobSpec();
        });
    FieldLimits.put(field, schema);
    if (field.immutable()) {
      rule(schema, "self == oldSelf", path + " is immutable");
    }
    rules(component, schema);
    return schema;
  }

  private static ObjectNode open(Class<?> type) {
    ObjectNode object = TemplateSchema.anything().put("type", "object");
    return type == List.class
        ? JSON.objectNode().put("type", "array").set("items", object)
        : object;
  }

  private static void rules(AnnotatedElement element, ObjectNode schema) {
    for (Rule rule : element.getAnnotationsByType(Rule.class)) {
      rule(schema, rule.valid(), rule.message());
    }
  }

  private static void rule(ObjectNode schema, String valid, String message) {
    schema
        .withArrayProperty("x-kubernetes-validations")
        .addObject()
        .put("rule", valid)
        .put("message", message);
  }

  private ObjectNode of(Type type, String path) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic, path);
    }
    if (type instanceof Class<?> plain) {
      return plain.isRecord() ? of(plain.asSubclass(Record.class), path) : scalar(plain, path);
    }
    throw new IllegalArgumentException(path + ": no schema for " + type);
  }

  private ObjectNode generic(ParameterizedType type, String path) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == List.class) {
      ObjectNode list = JSON.objectNode().put("type", "array");
      list.set("items", of(arguments[0], path + "[]"));
      return list;
    }
    if (type.getRawType() == Map.class && arguments[0] == String.class) {
      ObjectNode map = JSON.objectNode().put("type", "object");
      map.set("additionalProperties", of(arguments[1], path + ".*"));
      return map;
    }
    throw new IllegalArgumentException(path + ": no schema for " + type);
  }

  private static ObjectNode scalar(Class<?> type, String path) {
    if (type == String.class) {
      return JSON.objectNode().put("type", "string");
    }
    if (type == int.class || type == Integer.class) {
      return JSON.objectNode().put("type", "integer").put("format", "int32");
    }
    if (type == long.class || type == Long.class) {
      return JSON.objectNode().put("type", "integer").put("format", "int64");
    }
    if (type == boolean.class || type == Boolean.class) {
      return JSON.objectNode().put("type", "boolean");
    }
    if (type == Instant.class) {
      return JSON.objectNode().put("type", "string").put("format", "date-time");
    }
    if (type == IntOrString.class) {
      return TemplateSchema.numberOrText();
    }
    if (type == JsonNode.class) {
      return TemplateSchema.anything();
    }
    throw new IllegalArgumentException(path + ": no schema for " + type);
  }
}

package io.rolloutoperator.api.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.template.UnknownTemplateFields;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Finds the fields of a tree that the API does not have: the API server drops them without a word,
 * so that a misspelt field does nothing.
 */
public final class UnknownFields {

  private final List<String> found = new ArrayList<>();
  private final SequencedMap<String, JsonNode> templates = new LinkedHashMap<>();

  private UnknownFields() {}

  /**
   * Paths of the unknown fields, in the order of the tree, such as {@code
   * spec.strategy.canary.steps[0].setWait}. What has a wrong type has no fields.
   *
   * @param type the record that the tree is read as
   * @param path of the tree itself
   */
  public static List<String> of(JsonNode tree, Class<? extends Record> type, String path) {
    UnknownFields fields = new UnknownFields();
    fields.ofRecord(tree, type, path);
    return List.copyOf(fields.found);
  }

  /**
   * The pod templates of a tree by their paths, in its order.
   *
   * @param type the record that the tree is read as
   * @param path of the tree itself
   */
  public static SequencedMap<String, JsonNode> templates(
      JsonNode tree, Class<? extends Record> type, String path) {
    UnknownFields fields = new UnknownFields();
    fields.ofRecord(tree, type, path);
    return fields.templates;
  }

  private void ofRecord(JsonNode tree, Class<?> type, String path) {
    Map<String, RecordComponent> known = components(type);
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      String at = path + "." + field.getKey();
      RecordComponent component = known.get(field.getKey());
      if (component == null) {
        found.add(at);
      } else {
        ofComponent(field.getValue(), component, at);
      }
    }
  }

  private void ofComponent(JsonNode tree, RecordComponent component, String path) {
    Field field = component.getAnnotation(Field.class);
    switch (field == null ? Field.Shape.RECORD : field.shape()) {
      case RECORD -> ofType(tree, component.getGenericType(), path);
      case POD_TEMPLATE -> ofTemplate(tree, path);
      case JOB_SPEC -> ofTemplate(tree.path("template"), path + ".template");
      case OPEN_OBJECT -> {
        // Anything may stand there.
      }
    }
  }

  private void ofTemplate(JsonNode template, String path) {
    templates.put(path, template);
    found.addAll(UnknownTemplateFields.of(template, path));
  }

  private void ofType(JsonNode tree, Type type, String path) {
    if (type instanceof ParameterizedType generic) {
      ofParts(tree, generic, path);
    } else if (type instanceof Class<?> plain && plain.isRecord()) {
      ofRecord(tree, plain, path);
    }
  }

  private void ofParts(JsonNode tree, ParameterizedType type, String path) {
    Type part = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
    for (int i = 0; tree.isArray() && i < tree.size(); i++) {
      ofType(tree.path(i), part, path + "[" + i + "]");
    }
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      ofType(entry.getValue(), part, path + "." + entry.getKey());
    }
  }

  private static Map<String, RecordComponent> components(Class<?> type) {
    Map<String, RecordComponent> components = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
      components.put(renamed == null ? component.getName() : renamed.value(), component);
    }
    return components;
  }
}

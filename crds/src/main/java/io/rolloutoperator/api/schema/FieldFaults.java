package io.rolloutoperator.api.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.template.TemplateFaults;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the fields of a tree that the API does not have, and in pod templates those of a wrong type
 * too: elsewhere a {@code Decoder} tells them.
 */
public final class FieldFaults {

  /** By the names of the fields; reflection makes them anew each time. */
  private static final ClassValue<Map<String, RecordComponent>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected Map<String, RecordComponent> computeValue(Class<?> type) {
          return components(type);
        }
      };

  private final List<FieldFault> found = new ArrayList<>();

  private FieldFaults() {}

  /**
   * All faults in the order of the tree. What has a wrong type has no fields.
   *
   * @param type the record that the tree is read as
   * @param path of the tree itself
   */
  public static List<FieldFault> of(JsonNode tree, Class<? extends Record> type, String path) {
    FieldFaults faults = new FieldFaults();
    faults.ofRecord(tree, type, path);
    return List.copyOf(faults.found);
  }

  /** Paths of the unknown fields alone. */
  public static List<String> unknown(JsonNode tree, Class<? extends Record> type, String path) {
    return of(tree, type, path).stream()
        .filter(FieldFault.Unknown.class::isInstance)
        .map(FieldFault::path)
        .toList();
  }

  private void ofRecord(JsonNode tree, Class<?> type, String path) {
    Map<String, RecordComponent> known = COMPONENTS.get(type);
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      String at = path + "." + field.getKey();
      RecordComponent component = known.get(field.getKey());
      if (component == null) {
        found.add(new FieldFault.Unknown(at));
      } else {
        ofComponent(field.getValue(), component, at);
      }
    }
  }

  private void ofComponent(JsonNode tree, RecordComponent component, String path) {
    Field field = component.getAnnotation(Field.class);
    switch (field == null ? Field.Shape.RECORD : field.shape()) {
      case RECORD -> ofType(tree, component.getGenericType(), path);
      case POD_TEMPLATE -> found.addAll(TemplateFaults.of(tree, path));
      case JOB_SPEC -> found.addAll(TemplateFaults.of(tree.path("template"), path + ".template"));
      case OPEN_OBJECT -> {
        // Anything may stand there.
      }
    }
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

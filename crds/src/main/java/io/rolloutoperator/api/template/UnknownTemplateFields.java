package io.rolloutoperator.api.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the fields of a pod template that Kubernetes, as far as this version knows it, lacks. */
public final class UnknownTemplateFields {

  private static final GoKind TEMPLATE = new GoKind.Struct("PodTemplateSpec");
  private static final GoKind METADATA = new GoKind.Struct("ObjectMeta");

  private final List<String> found = new ArrayList<>();

  private UnknownTemplateFields() {}

  /**
   * Paths of the unknown fields, in the order of the tree. What has a wrong type has no fields.
   *
   * @param template a PodTemplateSpec
   * @param path of the template itself
   */
  public static List<String> of(JsonNode template, String path) {
    return of(TEMPLATE, template, path);
  }

  /** The same of the metadata of any object. */
  public static List<String> ofMetadata(JsonNode metadata, String path) {
    return of(METADATA, metadata, path);
  }

  private static List<String> of(GoKind kind, JsonNode tree, String path) {
    UnknownTemplateFields fields = new UnknownTemplateFields();
    fields.ofKind(kind, tree, path);
    return List.copyOf(fields.found);
  }

  private void ofKind(GoKind kind, JsonNode tree, String path) {
    switch (kind) {
      case GoKind.Scalar _ -> {
        // It has no fields.
      }
      case GoKind.Pointer(GoKind to) -> ofKind(to, tree, path);
      case GoKind.ListOf(GoKind item) -> {
        for (int i = 0; tree.isArray() && i < tree.size(); i++) {
          ofKind(item, tree.path(i), path + "[" + i + "]");
        }
      }
      case GoKind.MapOf(GoKind value) ->
          tree.properties()
              .forEach(entry -> ofKind(value, entry.getValue(), path + "[" + entry.getKey() + "]"));
      case GoKind.Struct struct -> ofStruct(struct, tree, path);
    }
  }

  private void ofStruct(GoKind.Struct struct, JsonNode tree, String path) {
    Map<String, GoKind> known =
        GoTypes.POD_TEMPLATE.fields(struct).stream()
            .collect(Collectors.toMap(GoTypes.Field::name, GoTypes.Field::kind));
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      String at = path + "." + field.getKey();
      GoKind kind = known.get(field.getKey());
      if (kind == null) {
        found.add(at);
      } else {
        ofKind(kind, field.getValue(), at);
      }
    }
  }
}

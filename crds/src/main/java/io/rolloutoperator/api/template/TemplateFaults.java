package io.rolloutoperator.api.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.schema.FieldFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds the fields of a pod template that Kubernetes, as far as this version knows it, lacks or
 * takes with another type.
 */
public final class TemplateFaults {

  private static final GoKind TEMPLATE = new GoKind.Struct("PodTemplateSpec");
  private static final GoKind METADATA = new GoKind.Struct("ObjectMeta");

  private final List<FieldFault> found = new ArrayList<>();

  private TemplateFaults() {}

  /**
   * The faults in the order of the tree.
   *
   * @param template a PodTemplateSpec
   * @param path of the template itself
   */
  public static List<FieldFault> of(JsonNode template, String path) {
    return of(TEMPLATE, template, path);
  }

  /** The same of the metadata of any object. */
  public static List<FieldFault> ofMetadata(JsonNode metadata, String path) {
    return of(METADATA, metadata, path);
  }

  private static List<FieldFault> of(GoKind kind, JsonNode tree, String path) {
    TemplateFaults faults = new TemplateFaults();
    faults.check(kind, tree, path);
    return List.copyOf(faults.found);
  }

  private void check(GoKind kind, JsonNode tree, String path) {
    if (tree.isNull() || tree.isMissingNode()) {
      return;
    }
    if (!fits(kind, tree)) {
      String got = tree.getNodeType().name().toLowerCase(Locale.ROOT).replace("array", "list");
      found.add(new FieldFault.WrongType(path, "expected %s, got %s".formatted(name(kind), got)));
      return;
    }
    switch (kind) {
      case GoKind.Scalar _ -> {
        // It has no fields.
      }
      case GoKind.Pointer(GoKind to) -> check(to, tree, path);
      case GoKind.ListOf(GoKind item) -> {
        for (int i = 0; i < tree.size(); i++) {
          check(item, tree.path(i), path + "[" + i + "]");
        }
      }
      case GoKind.MapOf(GoKind value) ->
          tree.properties()
              .forEach(entry -> check(value, entry.getValue(), path + "[" + entry.getKey() + "]"));
      case GoKind.Struct struct -> checkFields(struct, tree, path);
    }
  }

  private void checkFields(GoKind.Struct struct, JsonNode tree, String path) {
    Map<String, GoKind> known =
        GoTypes.POD_TEMPLATE.fields(struct).stream()
            .collect(Collectors.toMap(GoTypes.Field::name, GoTypes.Field::kind));
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      String at = path + "." + field.getKey();
      GoKind kind = known.get(field.getKey());
      if (kind == null) {
        found.add(new FieldFault.Unknown(at));
      } else {
        check(kind, field.getValue(), at);
      }
    }
  }

  private static boolean fits(GoKind kind, JsonNode tree) {
    return switch (kind) {
      case GoKind.Pointer(GoKind to) -> fits(to, tree);
      case GoKind.ListOf _ -> tree.isArray();
      case GoKind.MapOf _, GoKind.Struct _ -> tree.isObject();
      case GoKind.Scalar scalar ->
          switch (scalar) {
            case STRING, TIME -> tree.isTextual();
            case BOOL -> tree.isBoolean();
            case INT32 -> tree.isIntegralNumber() && tree.canConvertToInt();
            case INT64 -> tree.isIntegralNumber() && tree.canConvertToLong();
            case QUANTITY -> tree.isTextual() || tree.isNumber();
            case INT_OR_STRING ->
                tree.isTextual() || (tree.isIntegralNumber() && tree.canConvertToInt());
            case RAW -> true;
          };
    };
  }

  private static String name(GoKind kind) {
    return switch (kind) {
      case GoKind.Pointer(GoKind to) -> name(to);
      case GoKind.ListOf _ -> "a list";
      case GoKind.MapOf _, GoKind.Struct _ -> "an object";
      case GoKind.Scalar scalar ->
          switch (scalar) {
            case STRING, TIME -> "a string";
            case BOOL -> "a boolean";
            case INT32 -> "a 32-bit integer";
            case INT64 -> "a 64-bit integer";
            case QUANTITY -> "a number or a string";
            case INT_OR_STRING -> "a 32-bit integer or a string";
            case RAW -> "anything";
          };
    };
  }
}

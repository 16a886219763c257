package io.rolloutoperator.api.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds values of a pod template that have another type than Kubernetes, as far as this version
 * knows it, takes: the schema of a Rollout lets them in, and then no pods can be made of them.
 */
public final class MistypedTemplateFields {

  private static final GoKind TEMPLATE = new GoKind.Struct("PodTemplateSpec");
  private static final GoKind METADATA = new GoKind.Struct("ObjectMeta");

  private final List<Mistake> found = new ArrayList<>();

  private MistypedTemplateFields() {}

  /**
   * A value of a wrong type.
   *
   * @param path such as {@code spec.template.spec.containers[0].env[0].value}
   * @param text such as {@code expected a string, got number 5}
   */
  public record Mistake(String path, String text) {}

  /**
   * The mistakes in the order of the tree. Unknown fields have no type, and an absent value is
   * right for each.
   *
   * @param template a PodTemplateSpec
   * @param path of the template itself
   */
  public static List<Mistake> of(JsonNode template, String path) {
    return of(TEMPLATE, template, path);
  }

  /** The same of the metadata of any object. */
  public static List<Mistake> ofMetadata(JsonNode metadata, String path) {
    return of(METADATA, metadata, path);
  }

  private static List<Mistake> of(GoKind kind, JsonNode tree, String path) {
    MistypedTemplateFields fields = new MistypedTemplateFields();
    fields.ofKind(kind, tree, path);
    return List.copyOf(fields.found);
  }

  private void ofKind(GoKind kind, JsonNode tree, String path) {
    if (tree.isNull() || tree.isMissingNode()) {
      return;
    }
    switch (kind) {
      case GoKind.Scalar scalar -> ofScalar(scalar, tree, path);
      case GoKind.Pointer(GoKind to) -> ofKind(to, tree, path);
      case GoKind.ListOf(GoKind item) -> {
        expect("a list", tree, path, JsonNode::isArray);
        for (int i = 0; tree.isArray() && i < tree.size(); i++) {
          ofKind(item, tree.path(i), path + "[" + i + "]");
        }
      }
      case GoKind.MapOf(GoKind value) -> {
        expect("an object", tree, path, JsonNode::isObject);
        tree.properties()
            .forEach(entry -> ofKind(value, entry.getValue(), path + "[" + entry.getKey() + "]"));
      }
      case GoKind.Struct struct -> {
        expect("an object", tree, path, JsonNode::isObject);
        ofStruct(struct, tree, path);
      }
    }
  }

  private void ofStruct(GoKind.Struct struct, JsonNode tree, String path) {
    Map<String, GoKind> known =
        GoTypes.POD_TEMPLATE.fields(struct).stream()
            .collect(Collectors.toMap(GoTypes.Field::name, GoTypes.Field::kind));
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      GoKind kind = known.get(field.getKey());
      if (kind != null) {
        ofKind(kind, field.getValue(), path + "." + field.getKey());
      }
    }
  }

  private void ofScalar(GoKind.Scalar kind, JsonNode tree, String path) {
    switch (kind) {
      case STRING -> expect("a string", tree, path, JsonNode::isTextual);
      case BOOL -> expect("a boolean", tree, path, JsonNode::isBoolean);
      case INT32 -> expect("a 32-bit integer", tree, path, MistypedTemplateFields::isInt);
      case INT64 ->
          expect(
              "a 64-bit integer",
              tree,
              path,
              node -> node.canConvertToExactIntegral() && node.canConvertToLong());
      case INT_OR_STRING ->
          expect(
              "a 32-bit integer or a string", tree, path, node -> node.isTextual() || isInt(node));
      case QUANTITY ->
          expect("a quantity", tree, path, node -> node.isTextual() || node.isNumber());
      case TIME -> expect("a time such as 2026-01-02T03:04:05Z", tree, path, JsonNode::isTextual);
      case RAW -> {
        // Anything may stand there.
      }
    }
  }

  /** As the API server reads YAML: 80.0 is the integer 80. */
  private static boolean isInt(JsonNode node) {
    return node.canConvertToExactIntegral() && node.canConvertToInt();
  }

  private void expect(String wanted, JsonNode tree, String path, Predicate<JsonNode> right) {
    if (!right.test(tree)) {
      found.add(new Mistake(path, "expected " + wanted + ", got " + NodeKind.withNumber(tree)));
    }
  }
}

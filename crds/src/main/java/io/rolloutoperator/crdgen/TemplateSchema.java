package io.rolloutoperator.crdgen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns Kubernetes' schemas of pod and job templates into the structural schemas a CRD wants:
 *
 * <ul>
 *   <li>references are written out, descriptions and enumerations left out (a CRD must stay below
 *       the size of an annotation);
 *   <li>every object keeps unknown fields, so that fields of newer Kubernetes versions pass
 *       through;
 *   <li>metadata of templates has only labels and annotations;
 *   <li>volumes and the limits and requests of containers have no schema, so that a malformed
 *       quantity never hides an object;
 *   <li>lists merge by Kubernetes' own keys, and only an optional key has its default.
 * </ul>
 */
final class TemplateSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String RESOURCES = "io.k8s.api.core.v1.ResourceRequirements";

  /** Properties without a schema. */
  private static final Set<String> SCHEMALESS =
      Set.of("io.k8s.api.core.v1.PodSpec/volumes", RESOURCES + "/limits", RESOURCES + "/requests");

  /** Values that are a number or a text. */
  private static final Set<String> NUMBER_OR_TEXT =
      Set.of(
          "io.k8s.apimachinery.pkg.api.resource.Quantity",
          "io.k8s.apimachinery.pkg.util.intstr.IntOrString");

  private static final String OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

  /** What a CRD knows of a schema beside properties, items and defaults. */
  private static final List<String> COPIED =
      List.of(
          "type",
          "format",
          "required",
          "x-kubernetes-list-map-keys",
          "x-kubernetes-list-type",
          "x-kubernetes-map-type");

  private final KubernetesSchemas schemas;

  TemplateSchema(KubernetesSchemas schemas) {
    this.schemas = schemas;
  }

  ObjectNode podTemplate() {
    return named(KubernetesSchemas.POD_TEMPLATE, Set.of());
  }

  ObjectNode jobSpec() {
    return named(KubernetesSchemas.JOB_SPEC, Set.of());
  }

  static ObjectNode anything() {
    return JSON.objectNode().put("x-kubernetes-preserve-unknown-fields", true);
  }

  static ObjectNode numberOrText() {
    return JSON.objectNode().put("x-kubernetes-int-or-string", true);
  }

  /** A map of texts. */
  static ObjectNode texts() {
    ObjectNode map = JSON.objectNode().put("type", "object");
    map.putObject("additionalProperties").put("type", "string");
    return map;
  }

  private ObjectNode named(String name, Set<String> mapKeys) {
    if (NUMBER_OR_TEXT.contains(name)) {
      return numberOrText();
    }
    return name.equals(OBJECT_META) ? metadata() : convert(name, schemas.named(name), mapKeys);
  }

  private static ObjectNode metadata() {
    ObjectNode metadata = JSON.objectNode().put("type", "object");
    ObjectNode properties = metadata.putObject("properties");
    properties.set("annotations", texts());
    properties.set("labels", texts());
    return metadata;
  }

  /**
   * @param owner name of the schema this one is or belongs to
   * @param mapKeys properties by which the list around this schema is merged
   */
  private ObjectNode convert(String owner, JsonNode schema, Set<String> mapKeys) {
    String reference = KubernetesSchemas.reference(schema);
    ObjectNode converted = reference.isEmpty() ? JSON.objectNode() : named(reference, mapKeys);
    for (String key : COPIED) {
      if (schema.has(key)) {
        converted.set(key, schema.get(key).deepCopy());
      }
    }
    if (schema.has("items")) {
      converted.set(
          "items",
          convert(owner, schema.get("items"), texts(schema.path("x-kubernetes-list-map-keys"))));
    }
    if (schema.path("additionalProperties").isObject()) {
      converted.set(
          "additionalProperties", convert(owner, schema.get("additionalProperties"), Set.of()));
    }
    if (reference.isEmpty()
        && schema.path("type").asText().equals("object")
        && !schema.has("additionalProperties")) {
      convertProperties(owner, schema, mapKeys, converted);
    }
    return converted;
  }

  private void convertProperties(
      String owner, JsonNode schema, Set<String> mapKeys, ObjectNode converted) {
    Set<String> optionalKeys = new HashSet<>(mapKeys);
    optionalKeys.removeAll(texts(schema.path("required")));
    ObjectNode properties = JSON.objectNode();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      properties.set(
          property.getKey(), property(owner, property.getKey(), property.getValue(), optionalKeys));
    }
    if (!properties.isEmpty()) {
      converted.set("properties", properties);
    }
    converted.put("x-kubernetes-preserve-unknown-fields", true);
  }

  private ObjectNode property(
      String owner, String name, JsonNode schema, Set<String> optionalKeys) {
    if (SCHEMALESS.contains(owner + "/" + name)) {
      return anything();
    }
    ObjectNode property = convert(owner, schema, Set.of());
    if (optionalKeys.contains(name) && schema.has("default")) {
      property.set("default", schema.get("default"));
    }
    return property;
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new HashSet<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}

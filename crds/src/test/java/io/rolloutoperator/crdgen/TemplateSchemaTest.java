package io.rolloutoperator.crdgen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateSchemaTest {

  private static final TemplateSchema SCHEMAS = new TemplateSchema(KubernetesSchemas.load());
  private static final ObjectNode POD = SCHEMAS.podTemplate();

  static Stream<Arguments> templates() {
    return Stream.of(Arguments.of("pod", POD), Arguments.of("job", SCHEMAS.jobSpec()));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void everyObjectKeepsUnknownFieldsButMetadata(String name, ObjectNode root) {
    List<String> pruning = new ArrayList<>();
    walk(
        root,
        "",
        (path, schema) -> {
          boolean open =
              schema.has("x-kubernetes-preserve-unknown-fields")
                  || schema.has("additionalProperties")
                  || path.endsWith("/metadata");
          if (schema.path("type").asText().equals("object") && !open) {
            pruning.add(path);
          }
        });
    assertThat(pruning).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void nothingButWhatAStructuralSchemaMayHaveIsThere(String name, ObjectNode root) {
    walk(
        root,
        "",
        (path, schema) ->
            schema
                .fieldNames()
                .forEachRemaining(
                    key ->
                        assertThat(key)
                            .as(path)
                            .isIn(
                                "type",
                                "format",
                                "properties",
                                "items",
                                "additionalProperties",
                                "required",
                                "default",
                                "x-kubernetes-int-or-string",
                                "x-kubernetes-list-map-keys",
                                "x-kubernetes-list-type",
                                "x-kubernetes-map-type",
                                "x-kubernetes-preserve-unknown-fields")));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void onlyOptionalKeysOfMergedListsHaveADefault(String name, ObjectNode root) {
    walk(
        root,
        "",
        (path, schema) -> {
          JsonNode items = schema.path("items");
          List<String> keys = new ArrayList<>();
          schema.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
          List<String> required = new ArrayList<>();
          items.path("required").forEach(key -> required.add(key.asText()));
          for (Map.Entry<String, JsonNode> property : items.path("properties").properties()) {
            boolean optionalKey =
                keys.contains(property.getKey()) && !required.contains(property.getKey());
            assertThat(property.getValue().has("default"))
                .as(path + "/" + property.getKey())
                .isEqualTo(optionalKey);
          }
          for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (!path.endsWith("[]")) {
              assertThat(property.getValue().has("default"))
                  .as(path + "/" + property.getKey())
                  .isFalse();
            }
          }
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/metadata | '{\"type\":\"object\",\"properties\":{\"annotations\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}},\"labels\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}}}'",
        "/spec/properties/volumes | '{\"x-kubernetes-preserve-unknown-fields\":true}'",
        "/spec/properties/containers/items/properties/resources/properties/limits | '{\"x-kubernetes-preserve-unknown-fields\":true}'",
        "/spec/properties/initContainers/items/properties/resources/properties/requests | '{\"x-kubernetes-preserve-unknown-fields\":true}'",
        "/spec/properties/ephemeralContainers/items/properties/resources/properties/requests | '{\"x-kubernetes-preserve-unknown-fields\":true}'",
        "/spec/properties/resources/properties/limits | '{\"x-kubernetes-preserve-unknown-fields\":true}'",
        "/spec/properties/containers/x-kubernetes-list-map-keys | '[\"name\"]'",
        "/spec/properties/containers/items/properties/ports/x-kubernetes-list-map-keys | '[\"containerPort\",\"protocol\"]'",
        "/spec/properties/containers/items/properties/ports/items/properties/protocol | '{\"type\":\"string\",\"default\":\"TCP\"}'",
        "/spec/properties/containers/items/properties/args | '{\"type\":\"array\",\"x-kubernetes-list-type\":\"atomic\",\"items\":{\"type\":\"string\"}}'",
        "/spec/properties/nodeSelector | '{\"type\":\"object\",\"x-kubernetes-map-type\":\"atomic\",\"additionalProperties\":{\"type\":\"string\"}}'",
        "/spec/properties/overhead | '{\"type\":\"object\",\"additionalProperties\":{\"x-kubernetes-int-or-string\":true}}'",
        "/spec/properties/containers/items/properties/livenessProbe/properties/httpGet/properties/port | '{\"x-kubernetes-int-or-string\":true}'",
        "/spec/required | '[\"containers\"]'",
        "/spec/properties/terminationGracePeriodSeconds | '{\"type\":\"integer\",\"format\":\"int64\"}'",
      })
  void podTemplatePartsAreKubernetesOwn(String path, String schema) {
    assertThat(POD.at("/properties" + path)).hasToString(schema);
  }

  private static void walk(JsonNode schema, String path, BiConsumer<String, JsonNode> visit) {
    visit.accept(path, schema);
    schema
        .path("properties")
        .properties()
        .forEach(each -> walk(each.getValue(), path + "/" + each.getKey(), visit));
    if (schema.has("items")) {
      walk(schema.get("items"), path + "[]", visit);
    }
    if (schema.path("additionalProperties").isObject()) {
      walk(schema.get("additionalProperties"), path + ".*", visit);
    }
  }
}

package io.rolloutoperator.crdgen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.api.rollout.RolloutSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong type in any field is named, and hides neither the object nor the raw tree. */
class MalformedFieldTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final long SEED = 7;

  /** A field that is replaced: where it is, what holds it, and a value of a wrong type. */
  private record Fault(String path, Runnable replace, Runnable restore, String problem) {}

  static Stream<Arguments> parts() {
    return CrdKind.all().stream()
        .flatMap(
            kind ->
                Stream.concat(
                    Stream.of(Arguments.of(kind, "spec", kind.spec())),
                    kind.status().stream().map(status -> Arguments.of(kind, "status", status))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("parts")
  void everyFieldOfAWrongTypeIsNamed(CrdKind kind, String part, Class<? extends Record> type) {
    JsonNode schema =
        new RecordSchema(new TemplateSchema(KubernetesSchemas.load())).of(type, "." + part);
    JsonNode tree = new MaximalObjects(SEED).of(schema);
    List<Fault> faults = new ArrayList<>();
    collect(schema, tree, part, faults);
    assertThat(faults).hasSizeGreaterThan(10);

    for (Fault fault : faults) {
      fault.replace().run();
      assertThat(Decoder.decode(tree, type, part))
          .isEqualTo(new Decoded.Malformed<>(fault.path(), fault.problem()));
      fault.restore().run();
    }
    assertThat(Decoder.decode(tree, type, part)).isInstanceOf(Decoded.Valid.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"spec\": \"abc\"}",
        "{\"spec\": [1, 2]}",
        "{\"spec\": 5, \"status\": \"x\"}",
        "{\"spec\": {\"replicas\": {\"a\": 1}, \"strategy\": [], \"template\": 7}}",
        "{\"spec\": {\"strategy\": {\"canary\": {\"steps\": [null, 1, []]}}}}",
        "{\"spec\": {\"strategy\": {\"canary\": {\"maxSurge\": 99999999999}}}}",
        "{\"spec\": {\"strategy\": {\"canary\": {\"steps\": [{\"setMirrorRoute\": {\"match\": [{\"headers\": {\"a\": null}}]}}]}}}}",
        "{\"spec\": {\"selector\": {\"matchLabels\": {\"a\": null}}}}",
      })
  void aMalformedObjectIsStillReadByTheClient(String content) {
    KubernetesSerialization client = new KubernetesSerialization();
    JsonNode object = client.unmarshal(content, JsonNode.class);
    ((ObjectNode) object).put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Rollout");

    Rollout rollout = client.unmarshal(object.toString(), Rollout.class);

    assertThat(Objects.requireNonNull(rollout.getSpec()).toString())
        .isEqualTo(object.get("spec").toString());
    assertThat(Decoder.rolloutSpec(rollout)).isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  void aMalformedPodTemplateLeavesTheRestReadable() {
    ObjectNode spec = JSON.objectNode().put("replicas", 3).put("template", "nonsense");
    assertThat(Decoder.decode(spec, RolloutSpec.class, "spec"))
        .isInstanceOfSatisfying(
            Decoded.Valid.class,
            valid -> assertThat(((RolloutSpec) valid.value()).replicas()).isEqualTo(3));
  }

  private static void collect(JsonNode schema, JsonNode value, String path, List<Fault> faults) {
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      boolean named = schema.path("properties").has(field.getKey());
      JsonNode own =
          named
              ? schema.path("properties").get(field.getKey())
              : schema.path("additionalProperties");
      String here = path + "." + field.getKey();
      ObjectNode parent = (ObjectNode) value;
      JsonNode right = field.getValue(); // the entry itself changes with the tree
      add(
          own,
          right,
          here,
          wrong -> parent.set(field.getKey(), wrong),
          () -> parent.set(field.getKey(), right),
          faults);
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      int index = i;
      JsonNode element = value.get(i);
      ArrayNode parent = (ArrayNode) value;
      add(
          schema.path("items"),
          element,
          path + "[" + i + "]",
          wrong -> parent.set(index, wrong),
          () -> parent.set(index, element),
          faults);
    }
  }

  private interface Replacement {
    void with(JsonNode wrong);
  }

  private static void add(
      JsonNode schema,
      JsonNode value,
      String path,
      Replacement replacement,
      Runnable restore,
      List<Fault> faults) {
    if (schema.has("x-kubernetes-preserve-unknown-fields")) {
      return; // a raw tree may be anything
    }
    JsonNode wrong = value.isTextual() || value.isObject() ? JSON.arrayNode() : JSON.objectNode();
    String problem =
        "expected " + wanted(schema) + ", got " + (wrong.isArray() ? "list" : "object");
    faults.add(new Fault(path, () -> replacement.with(wrong), restore, problem));
    collect(schema, value, path, faults);
  }

  private static String wanted(JsonNode schema) {
    if (schema.has("x-kubernetes-int-or-string")) {
      return "a 32-bit integer or a string";
    }
    return switch (schema.path("type").asText() + schema.path("format").asText()) {
      case "object" -> "an object";
      case "array" -> "a list";
      case "boolean" -> "a boolean";
      case "string" -> "a string";
      case "stringdate-time" -> "a time such as 2026-01-02T03:04:05Z";
      case "integerint32" -> "a 32-bit integer";
      case "integerint64" -> "a 64-bit integer";
      default -> throw new IllegalArgumentException(schema.toString());
    };
  }
}

package io.rolloutoperator.crdgen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/**
 * Makes trees in which every field a schema knows is present, with values that differ from seed to
 * seed.
 */
final class MaximalObjects {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final long YEAR_2026 = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

  private final Random random;

  MaximalObjects(long seed) {
    random = new Random(seed);
  }

  /** A tree with every field of a structural schema. */
  JsonNode of(JsonNode schema) {
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
    }
    if (schema.has("x-kubernetes-int-or-string")) {
      return random.nextBoolean() ? JSON.numberNode(1 + random.nextInt(100)) : text();
    }
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema);
      case "array" -> list(schema);
      case "string" -> schema.path("format").asText().equals("date-time") ? time() : text();
      case "integer" -> integer(schema);
      case "boolean" -> JSON.booleanNode(true);
      case "" ->
          JSON.objectNode()
              .put("anything", random.nextInt())
              .set("nested", JSON.arrayNode().add(true));
      default -> throw new IllegalArgumentException("no value for " + schema);
    };
  }

  private ObjectNode object(JsonNode schema) {
    ObjectNode object = JSON.objectNode();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      object.set(property.getKey(), of(property.getValue()));
    }
    if (schema.path("additionalProperties").isObject()) {
      for (int i = 1 + random.nextInt(2); i > 0; i--) {
        object.set("key-" + i, of(schema.get("additionalProperties")));
      }
    } else if (object.isEmpty() && schema.has("x-kubernetes-preserve-unknown-fields")) {
      object.putObject("org/extension").put("setting", random.nextInt());
    }
    return object;
  }

  private ArrayNode list(JsonNode schema) {
    ArrayNode list = JSON.arrayNode();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      list.add(of(schema.path("items")));
    }
    return list;
  }

  private JsonNode integer(JsonNode schema) {
    return schema.path("format").asText().equals("int64")
        ? JSON.numberNode(1L + Integer.MAX_VALUE + random.nextInt(1000))
        : JSON.numberNode(1 + random.nextInt(100));
  }

  private JsonNode text() {
    return JSON.textNode("text-" + Integer.toString(random.nextInt(1_000_000), 36));
  }

  private JsonNode time() {
    return JSON.textNode(Instant.ofEpochSecond(YEAR_2026 + random.nextInt(31_000_000)).toString());
  }
}

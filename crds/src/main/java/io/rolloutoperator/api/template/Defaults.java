package io.rolloutoperator.api.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The two ways in which the API server fills in a field, and the walk to the objects that have it.
 */
final class Defaults {

  private Defaults() {}

  /**
   * For fields whose zero value means "not given": absent, null, {@code ""} and {@code 0} are
   * replaced.
   */
  static void whenZero(ObjectNode object, String field, JsonNode value) {
    JsonNode given = object.path(field);
    boolean zero =
        (given.isTextual() && given.textValue().isEmpty())
            || (given.isNumber() && given.doubleValue() == 0);
    if (zero || isAbsent(given)) {
      object.set(field, value);
    }
  }

  static void whenZero(ObjectNode object, String field, String value) {
    whenZero(object, field, JsonNodeFactory.instance.textNode(value));
  }

  static void whenZero(ObjectNode object, String field, long value) {
    whenZero(object, field, JsonNodeFactory.instance.numberNode(value));
  }

  /** For optional fields whose zero value means something: only absent and null are replaced. */
  static void whenAbsent(ObjectNode object, String field, JsonNode value) {
    if (isAbsent(object.path(field))) {
      object.set(field, value);
    }
  }

  static void whenAbsent(ObjectNode object, String field, String value) {
    whenAbsent(object, field, JsonNodeFactory.instance.textNode(value));
  }

  static void whenAbsent(ObjectNode object, String field, long value) {
    whenAbsent(object, field, JsonNodeFactory.instance.numberNode(value));
  }

  static void whenAbsent(ObjectNode object, String field, boolean value) {
    whenAbsent(object, field, JsonNodeFactory.instance.booleanNode(value));
  }

  /** The object at a path of fields; none when any part of the path is absent or no object. */
  static Stream<ObjectNode> at(JsonNode from, String... path) {
    JsonNode node = from;
    for (String field : path) {
      node = node.path(field);
    }
    return node instanceof ObjectNode object ? Stream.of(object) : Stream.empty();
  }

  /** The objects of a list field. */
  static Stream<ObjectNode> each(JsonNode object, String listField) {
    return StreamSupport.stream(object.path(listField).spliterator(), false)
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast);
  }

  static boolean isAbsent(JsonNode node) {
    return node.isNull() || node.isMissingNode();
  }
}

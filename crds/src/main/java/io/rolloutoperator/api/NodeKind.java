package io.rolloutoperator.api;

import com.fasterxml.jackson.databind.JsonNode;

/** What stands in a field, in a word of messages for people. */
public final class NodeKind {

  private NodeKind() {}

  /** Such as {@code list}. */
  public static String of(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "list";
      case OBJECT, POJO -> "object";
      case STRING, BINARY -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case NULL, MISSING -> "null";
    };
  }

  /** The same with the value if that is a number: {@code number 5}. */
  public static String withNumber(JsonNode node) {
    return node.isNumber() ? of(node) + " " + node : of(node);
  }
}

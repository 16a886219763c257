package io.rolloutoperator.notify.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A notification's text, and what services make of it in their own ways. */
public final class Message {

  private final ObjectNode tree;

  Message(ObjectNode tree) {
    this.tree = tree;
  }

  /** A message of a text alone. */
  public static Message of(String text) {
    return new Message(JsonNodeFactory.instance.objectNode().put("message", text));
  }

  /** The text for every service that has none of its own. */
  public String text() {
    return tree.path("message").asText();
  }

  /** What is meant for one type of service; a missing node without it. */
  public JsonNode part(String type) {
    return tree.path(type);
  }

  /** Everything, for people. */
  public JsonNode tree() {
    return tree.deepCopy();
  }

  /** Both; where both say something the other one counts, unless it says nothing. */
  Message merge(Message other) {
    ObjectNode merged = tree.deepCopy();
    merge(merged, other.tree);
    return new Message(merged);
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    for (Map.Entry<String, JsonNode> entry : from.properties()) {
      JsonNode known = into.get(entry.getKey());
      if (known instanceof ObjectNode inner && entry.getValue() instanceof ObjectNode outer) {
        merge(inner, outer);
      } else if (known == null || !isEmpty(entry.getValue())) {
        into.set(entry.getKey(), entry.getValue().deepCopy());
      }
    }
  }

  private static boolean isEmpty(JsonNode node) {
    return node.isNull() || (node.isTextual() && node.asText().isEmpty());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Message message && tree.equals(message.tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  @Override
  public String toString() {
    return tree.toString();
  }
}

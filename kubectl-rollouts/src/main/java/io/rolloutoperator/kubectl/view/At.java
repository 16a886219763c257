package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Reads fields of raw objects. What is absent, or of a type that nobody expected, reads as absent:
 * a newer API or a damaged object is still shown as far as it makes sense.
 */
public final class At {

  private At() {}

  /** The node at a path of field names; a missing one if there is none. */
  public static JsonNode node(JsonNode from, String... path) {
    JsonNode node = from;
    for (String field : path) {
      node = node.path(field);
    }
    return node;
  }

  /** A text; "" if absent. */
  public static String text(JsonNode from, String... path) {
    JsonNode node = node(from, path);
    return node.isTextual() ? node.textValue() : "";
  }

  /** A whole number. */
  public static Optional<Integer> number(JsonNode from, String... path) {
    JsonNode node = node(from, path);
    return node.canConvertToInt() && node.isIntegralNumber()
        ? Optional.of(node.intValue())
        : Optional.empty();
  }

  /** A whole number; 0 if absent. */
  public static int count(JsonNode from, String... path) {
    return number(from, path).orElse(0);
  }

  public static boolean flag(JsonNode from, String... path) {
    return node(from, path).asBoolean(false);
  }

  /** A time. */
  public static Optional<Instant> time(JsonNode from, String... path) {
    String text = text(from, path);
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  public static String name(JsonNode object) {
    return text(object, "metadata", "name");
  }

  public static String namespace(JsonNode object) {
    return text(object, "metadata", "namespace");
  }

  public static String uid(JsonNode object) {
    return text(object, "metadata", "uid");
  }

  public static String annotation(JsonNode object, String key) {
    return text(object, "metadata", "annotations", key);
  }

  public static String label(JsonNode object, String key) {
    return text(object, "metadata", "labels", key);
  }

  /** Whether the other object is among its owners. */
  public static boolean isOwnedBy(JsonNode object, String uid) {
    for (JsonNode owner : node(object, "metadata", "ownerReferences")) {
      if (!uid.isEmpty() && text(owner, "uid").equals(uid)) {
        return true;
      }
    }
    return false;
  }
}

package io.rolloutoperator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.rolloutoperator.api.rollout.gatewayapi.GatewayApiConfig;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Reads the raw trees of custom resources as records. Unknown fields are left out, an absent spec
 * or status reads as one without fields, and a wrong type is an answer, never an exception, so that
 * one malformed object cannot stop the others.
 */
public final class Decoder {

  private Decoder() {}

  /** The spec of an object, as {@code type}. */
  public static <T> Decoded<T> spec(@Nullable JsonNode spec, Class<T> type) {
    return decode(spec, type, "spec");
  }

  /** The status of an object, as {@code type}. */
  public static <T> Decoded<T> status(@Nullable JsonNode status, Class<T> type) {
    return decode(status, type, "status");
  }

  /**
   * The configuration of the Gateway API router; {@code path} is where it stands in the Rollout.
   */
  public static Decoded<GatewayApiConfig> gatewayApiConfig(JsonNode config, String path) {
    return decode(config, GatewayApiConfig.class, path);
  }

  /**
   * Any tree as any record of this API.
   *
   * @param path where the tree stands in its object, the beginning of the path of a malformed field
   */
  public static <T> Decoded<T> decode(@Nullable JsonNode tree, Class<T> type, String path) {
    JsonNode present = Absent.orElse(Absent.tree(tree), JsonNodeFactory.instance.objectNode());
    if (!present.isObject()) {
      return new Decoded.Malformed<>(path, "expected an object, got " + kind(present));
    }
    try {
      return new Decoded.Valid<>(WireMapper.MAPPER.treeToValue(present, type));
    } catch (JsonMappingException e) {
      return malformed(present, e, path);
    } catch (JsonProcessingException e) {
      return new Decoded.Malformed<>(path, firstLine(e.getOriginalMessage()));
    }
  }

  private static <T> Decoded<T> malformed(JsonNode root, JsonMappingException e, String rootPath) {
    StringBuilder path = new StringBuilder(rootPath);
    JsonNode node = root;
    Class<?> wanted = Object.class;
    for (JsonMappingException.Reference step : e.getPath()) {
      String field = step.getFieldName();
      if (field == null) {
        path.append('[').append(step.getIndex()).append(']');
        node = node.path(step.getIndex());
      } else {
        path.append('.').append(field);
        node = node.path(field);
      }
    }
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      wanted = mismatch.getTargetType();
    }
    return new Decoded.Malformed<>(
        path.toString(), "expected " + name(wanted) + ", got " + got(node, wanted));
  }

  private static String got(JsonNode node, Class<?> wanted) {
    boolean rightKind = (node.isTextual() && wanted == Instant.class) || node.isNumber();
    return rightKind ? kind(node) + " " + node : kind(node);
  }

  private static String name(Class<?> wanted) {
    if (Collection.class.isAssignableFrom(wanted)) {
      return "a list";
    }
    if (wanted == String.class) {
      return "a string";
    }
    if (wanted == boolean.class || wanted == Boolean.class) {
      return "a boolean";
    }
    if (wanted == long.class || wanted == Long.class) {
      return "a 64-bit integer";
    }
    if (wanted == int.class || wanted == Integer.class || wanted == Object.class) {
      return "a 32-bit integer";
    }
    if (wanted == Instant.class) {
      return "a time such as 2026-01-02T03:04:05Z";
    }
    if (IntOrString.class.isAssignableFrom(wanted)) {
      return "a 32-bit integer or a string";
    }
    return "an object";
  }

  private static String kind(JsonNode node) {
    JsonNodeType type = node.getNodeType();
    return switch (type) {
      case ARRAY -> "list";
      case OBJECT, POJO -> "object";
      case STRING, BINARY -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case NULL, MISSING -> "null";
    };
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("cannot be read");
  }
}

package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import java.util.List;

/**
 * A JSON patch (RFC 6902) as kustomize applies it: a negative index counts from the end, and {@code
 * replace} makes a member that is missing.
 *
 * @param operations a list of mappings
 */
record JsonPatch(ArrayNode operations) {

  /**
   * Applies all operations to a copy.
   *
   * @throws BuildException if one cannot be applied
   */
  ObjectNode apply(ObjectNode object) {
    ObjectNode result = object.deepCopy();
    for (JsonNode operation : operations) {
      result = apply(operation, result);
    }
    return result;
  }

  private static ObjectNode apply(JsonNode operation, ObjectNode object) {
    String path = Nodes.text(operation.get("path"));
    String op = Nodes.text(operation.get("op"));
    if (path.isEmpty() && op.equals("replace")) {
      return operation.get("value") instanceof ObjectNode whole
          ? whole.deepCopy()
          : fail(op, path, "the value must be a mapping");
    }
    switch (op) {
      case "add" -> target(object, op, path).add(value(operation));
      case "remove" -> target(object, op, path).remove();
      case "replace" -> target(object, op, path).replace(value(operation));
      case "test" -> test(object, path, value(operation));
      case "move" -> {
        String from = Nodes.text(operation.get("from"));
        JsonNode moved = target(object, op, from).get();
        target(object, op, from).remove();
        target(object, op, path).add(moved);
      }
      case "copy" -> {
        String from = Nodes.text(operation.get("from"));
        target(object, op, path).add(target(object, op, from).get().deepCopy());
      }
      default -> fail(op, path, "there is no such operation");
    }
    return object;
  }

  private static JsonNode value(JsonNode operation) {
    JsonNode value = operation.get("value");
    return value == null ? Nodes.FACTORY.nullNode() : value.deepCopy();
  }

  private static void test(ObjectNode object, String path, JsonNode expected) {
    JsonNode actual = path.isEmpty() ? object : target(object, "test", path).get();
    if (!actual.equals(expected)) {
      fail("test", path, "the value is another");
    }
  }

  private static Target target(ObjectNode object, String op, String pointer) {
    List<String> steps = FieldPath.parts(pointer, '/');
    if (steps.size() < 2) {
      fail(op, pointer, "the path must start with a slash");
    }
    JsonNode parent = object;
    for (String step : steps.subList(1, steps.size() - 1)) {
      parent = new Target(parent, unescape(step), op, pointer).child();
    }
    return new Target(parent, unescape(steps.getLast()), op, pointer);
  }

  private static String unescape(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }

  private static ObjectNode fail(String op, String path, String why) {
    throw new BuildException("JSON patch: %s %s: %s".formatted(op, path, why));
  }

  /** A member or item that an operation is about. */
  private record Target(JsonNode parent, String key, String op, String path) {

    JsonNode child() {
      JsonNode child = parent.isArray() ? parent.get(index(parent.size())) : parent.get(key);
      if (child == null || !child.isContainerNode()) {
        fail(op, path, "there is no such path");
      }
      return child;
    }

    JsonNode get() {
      JsonNode value = parent.isArray() ? parent.get(index(parent.size())) : parent.get(key);
      return value == null ? Nodes.FACTORY.nullNode() : value;
    }

    void add(JsonNode value) {
      if (parent instanceof ArrayNode list) {
        if (key.equals("-")) {
          list.add(value);
        } else {
          list.insert(index(list.size() + 1), value);
        }
      } else {
        ((ObjectNode) parent).set(key, value);
      }
    }

    void remove() {
      if (parent instanceof ArrayNode list) {
        list.remove(index(list.size()));
      } else if (((ObjectNode) parent).remove(key) == null) {
        fail(op, path, "there is no such field");
      }
    }

    void replace(JsonNode value) {
      if (parent instanceof ArrayNode list) {
        list.set(index(list.size()), value);
      } else {
        ((ObjectNode) parent).set(key, value);
      }
    }

    private int index(int size) {
      int index;
      try {
        index = Integer.parseInt(key);
      } catch (NumberFormatException e) {
        fail(op, path, "\"" + key + "\" is not an index");
        return 0;
      }
      if (index >= size || index < -size) {
        fail(op, path, "there is no item " + key);
      }
      return index < 0 ? index + size : index;
    }
  }
}

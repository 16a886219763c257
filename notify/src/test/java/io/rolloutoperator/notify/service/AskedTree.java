package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A tree that notes which of its fields are asked for, by their paths. */
@SuppressWarnings("unchecked") // ObjectNode.deepCopy, whose type is the library's own business
final class AskedTree extends ObjectNode {

  private static final long serialVersionUID = 1L;

  private final transient String prefix;
  private final transient Set<String> asked;

  private AskedTree(String prefix, Set<String> asked) {
    super(JsonNodeFactory.instance);
    this.prefix = prefix;
    this.asked = asked;
  }

  /** The same tree. */
  static AskedTree of(JsonNode tree, Set<String> asked) {
    return of(tree, "", asked);
  }

  private static AskedTree of(JsonNode tree, String prefix, Set<String> asked) {
    AskedTree same = new AskedTree(prefix, asked);
    tree.properties()
        .forEach(e -> same.set(e.getKey(), child(e.getValue(), prefix + e.getKey(), asked)));
    return same;
  }

  private static JsonNode child(JsonNode node, String path, Set<String> asked) {
    return switch (node) {
      case ObjectNode object -> of(object, path + ".", asked);
      case ArrayNode array -> {
        ArrayNode same = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> same.add(child(element, path, asked)));
        yield same;
      }
      default -> node;
    };
  }

  @Override
  public JsonNode path(String field) {
    asked.add(prefix + field);
    return super.path(field);
  }

  @Override
  public JsonNode get(String field) {
    asked.add(prefix + field);
    return super.get(field);
  }

  /** Paths of which no other one is a part. */
  static Set<String> leaves(Set<String> paths) {
    return paths.stream()
        .filter(path -> paths.stream().noneMatch(other -> other.startsWith(path + ".")))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

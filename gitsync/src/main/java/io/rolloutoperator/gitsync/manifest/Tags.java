package io.rolloutoperator.gitsync.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.function.Predicate;

/** The few tags that are understood: those of YAML's core schema, and {@code !} for text. */
final class Tags {

  private static final String CORE = "tag:yaml.org,2002:";
  private static final String PLAIN = "!";

  private Tags() {}

  /** The tag {@code !}, which asks for no type. */
  static boolean isPlain(String tag) {
    return tag.equals(PLAIN);
  }

  static boolean isCore(String tag, String name) {
    return tag.equals(CORE + name);
  }

  /** As it stands in the file, for {@code !!} tags. */
  static String written(String tag) {
    return tag.startsWith(CORE) ? "!!" + tag.substring(CORE.length()) : tag;
  }

  /** A scalar under a tag; empty if the tag is not supported or the text not of its type. */
  static Optional<JsonNode> typed(String tag, String text) {
    if (isPlain(tag) || isCore(tag, "str")) {
      return Optional.of(new TextNode(text));
    }
    if (!tag.startsWith(CORE)) {
      return Optional.empty();
    }
    Predicate<JsonNode> type =
        switch (tag.substring(CORE.length())) {
          case "int" -> JsonNode::isIntegralNumber;
          case "float" -> JsonNode::isNumber;
          case "bool" -> JsonNode::isBoolean;
          case "null" -> NullNode.class::isInstance;
          default -> _ -> false;
        };
    return PlainScalar.of(text).filter(type);
  }
}

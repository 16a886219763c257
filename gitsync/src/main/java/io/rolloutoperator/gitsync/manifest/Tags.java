package io.rolloutoperator.gitsync.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.Set;

/** The few tags that are understood: those of YAML's core schema. */
final class Tags {

  /** No tag at all. */
  static final String NONE = "";

  private static final String CORE = "tag:yaml.org,2002:";
  private static final String NON_SPECIFIC = "!";
  private static final String TEXT = CORE + "str";
  private static final Set<String> OF_SCALARS =
      Set.of(TEXT, CORE + "int", CORE + "float", CORE + "bool", CORE + "null");

  private Tags() {}

  /** What an event says; the tag {@code !} is none, as for kustomize. */
  static String of(Optional<String> tag) {
    return tag.filter(written -> !written.equals(NON_SPECIFIC)).orElse(NONE);
  }

  /** Whether a mapping ({@code map}) or sequence ({@code seq}) may have it. */
  static boolean fits(String tag, String type) {
    return tag.equals(NONE) || tag.equals(CORE + type);
  }

  static boolean ofScalars(String tag) {
    return OF_SCALARS.contains(tag);
  }

  /** As it stands in the file, for {@code !!} tags. */
  static String written(String tag) {
    return tag.startsWith(CORE) ? "!!" + tag.substring(CORE.length()) : tag;
  }

  /**
   * A scalar of a given type.
   *
   * @param tag one {@link #ofScalars}
   * @return empty if the text is not of that type
   */
  static Optional<JsonNode> typed(String tag, String text) {
    if (tag.equals(TEXT)) {
      return Optional.of(new TextNode(text));
    }
    return PlainScalar.of(text).filter(value -> isOf(tag.substring(CORE.length()), value));
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "int" -> value.isIntegralNumber();
      case "float" -> value.isNumber();
      case "bool" -> value.isBoolean();
      default -> value.isNull();
    };
  }
}

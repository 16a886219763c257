package io.rolloutoperator.kubectl.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import java.util.Set;

/**
 * Trees as YAML in block style, the way kubectl prints them. Texts that a reader of YAML 1.1, as Go
 * and Python have, would take for something else are quoted.
 */
public final class YamlText {

  private static final String INDENT = "  ";

  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "~");

  /** Characters that mean something at the beginning of a plain text. */
  private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`=<.+0123456789";

  private final StringBuilder out = new StringBuilder();

  private YamlText() {}

  /** One document, ending with a line feed. */
  public static String of(JsonNode tree) {
    YamlText text = new YamlText();
    if (tree.isContainerNode() && !tree.isEmpty()) {
      text.block(tree, "");
    } else {
      text.out.append(scalar(tree)).append('\n');
    }
    return text.out.toString();
  }

  private void block(JsonNode tree, String indent) {
    if (tree.isArray()) {
      tree.forEach(element -> element(element, indent));
      return;
    }
    for (var field : tree.properties()) {
      out.append(indent).append(key(field.getKey())).append(':');
      value(field.getValue(), indent);
    }
  }

  /** A list stands at the indentation of its name. */
  private void value(JsonNode value, String indent) {
    if (value.isContainerNode() && !value.isEmpty()) {
      out.append('\n');
      block(value, value.isArray() ? indent : indent + INDENT);
    } else if (isLong(value)) {
      literal(value.textValue(), indent + INDENT);
    } else {
      out.append(' ').append(scalar(value)).append('\n');
    }
  }

  /** The first line of an element stands behind its dash. */
  private void element(JsonNode element, String indent) {
    if (element.isContainerNode() && !element.isEmpty()) {
      int start = out.length();
      block(element, indent + INDENT);
      out.setCharAt(start + indent.length(), '-');
    } else {
      out.append(indent).append("- ").append(scalar(element)).append('\n');
    }
  }

  /** Texts of several lines that a literal block keeps as they are. */
  private static boolean isLong(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : "";
    return text.contains("\n")
        && !text.isBlank()
        && text.strip().length() + (text.endsWith("\n") ? 1 : 0) == text.length()
        && text.chars().allMatch(c -> c == '\n' || PlainText.isPlain(c));
  }

  private void literal(String text, String indent) {
    out.append(text.endsWith("\n") ? " |\n" : " |-\n");
    text.lines()
        .forEach(line -> out.append(line.isEmpty() ? "" : indent).append(line).append('\n'));
  }

  private static String key(String name) {
    return isPlain(name) ? name : quoted(name);
  }

  private static String scalar(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "{}";
      case ARRAY -> "[]";
      case STRING, BINARY ->
          isPlain(value.textValue()) ? value.textValue() : quoted(value.textValue());
      case BOOLEAN, NUMBER -> value.asText();
      case NULL, MISSING -> "null";
    };
  }

  /** A JSON text is a quoted YAML text. */
  private static String quoted(String text) {
    return Json.compact(JsonNodeFactory.instance.textNode(text));
  }

  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && INDICATORS.indexOf(text.charAt(0)) < 0
        && !WORDS.contains(text.toLowerCase(Locale.ROOT))
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.endsWith(":")
        && text.strip().length() == text.length()
        && text.chars().allMatch(c -> PlainText.isPlain(c) && c != 0xfeff);
  }
}

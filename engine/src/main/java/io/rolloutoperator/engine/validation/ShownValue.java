package io.rolloutoperator.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.template.GoJson;
import org.jspecify.annotations.Nullable;

/** Prints the values of fields as Kubernetes' messages do. */
final class ShownValue {

  private ShownValue() {}

  static String of(int value) {
    return Integer.toString(value);
  }

  static String of(boolean value) {
    return Boolean.toString(value);
  }

  static String of(IntOrString value) {
    return switch (value) {
      case IntOrString.Int(int number) -> of(number);
      case IntOrString.Text(String text) -> of(text);
    };
  }

  /** Records as JSON; an absent one as the quoted word null, as the reference prints it. */
  static String of(@Nullable Record value) {
    return value == null ? of("null") : of(Encoder.encode(value));
  }

  static String of(JsonNode tree) {
    return GoJson.text(tree);
  }

  /** Text in double quotes, escaped as Go escapes it. */
  static String of(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(character -> append(character, quoted));
    return quoted.append('"').toString();
  }

  private static void append(int character, StringBuilder quoted) {
    switch (character) {
      case '"', '\\' -> quoted.append('\\').appendCodePoint(character);
      case '\n' -> quoted.append("\\n");
      case '\t' -> quoted.append("\\t");
      case '\r' -> quoted.append("\\r");
      default ->
          quoted.append(isPrintable(character) ? Character.toString(character) : code(character));
    }
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> character == ' ';
      default -> true;
    };
  }

  private static String code(int character) {
    if (character < 0x80) {
      return "\\x%02x".formatted(character);
    }
    return Character.isBmpCodePoint(character)
        ? "\\u%04x".formatted(character)
        : "\\U%08x".formatted(character);
  }
}

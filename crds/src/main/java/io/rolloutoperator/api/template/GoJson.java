package io.rolloutoperator.api.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes a tree exactly as Go's {@code encoding/json} does: no spaces, members in the order of the
 * tree, and in strings {@code <}, {@code >}, {@code &} and the line separators U+2028, U+2029
 * escaped.
 */
public final class GoJson {

  private static final double SMALLEST_PLAIN = 1e-6;
  private static final double LARGEST_PLAIN = 1e21;

  private GoJson() {}

  /** The tree as UTF-8. */
  public static byte[] bytes(JsonNode tree) {
    return text(tree).getBytes(StandardCharsets.UTF_8);
  }

  /** The tree as text. */
  public static String text(JsonNode tree) {
    StringBuilder out = new StringBuilder();
    write(tree, out);
    return out.toString();
  }

  private static void write(JsonNode node, StringBuilder out) {
    switch (node.getNodeType()) {
      case OBJECT -> object(node, out);
      case ARRAY -> array(node, out);
      case STRING -> string(node.textValue(), out);
      case NUMBER -> out.append(number(node));
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL, MISSING -> out.append("null");
      case BINARY, POJO -> throw new IllegalArgumentException("not a JSON value: " + node);
    }
  }

  private static void object(JsonNode node, StringBuilder out) {
    out.append('{');
    for (Iterator<Map.Entry<String, JsonNode>> members = node.properties().iterator();
        members.hasNext(); ) {
      Map.Entry<String, JsonNode> member = members.next();
      string(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
      out.append(members.hasNext() ? "," : "");
    }
    out.append('}');
  }

  private static void array(JsonNode node, StringBuilder out) {
    out.append('[');
    for (Iterator<JsonNode> items = node.elements(); items.hasNext(); ) {
      write(items.next(), out);
      out.append(items.hasNext() ? "," : "");
    }
    out.append(']');
  }

  /**
   * A number as Go writes it: whole ones of 64 bits as digits, all others as the shortest double.
   */
  static String number(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return Long.toString(node.longValue());
    }
    double value = node.doubleValue();
    double size = Math.abs(value);
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (size == 0 || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN)) {
      return exact.toPlainString();
    }
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - exact.scale();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String power = exponent < 0 ? "e-" + -exponent : "e+" + exponent;
    return (value < 0 ? "-" : "") + digits.charAt(0) + fraction + power;
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '<', '>', '&', '\u2028', '\u2029' -> escaped(c, out);
        default -> plain(text, i, out);
      }
    }
    out.append('"');
  }

  private static void plain(String text, int at, StringBuilder out) {
    char c = text.charAt(at);
    if (c < ' ') {
      escaped(c, out);
    } else if (Character.isSurrogate(c) && !paired(text, at)) {
      out.append("\\ufffd");
    } else {
      out.append(c);
    }
  }

  private static boolean paired(String text, int at) {
    boolean first = Character.isHighSurrogate(text.charAt(at));
    int other = first ? at + 1 : at - 1;
    return other >= 0
        && other < text.length()
        && (first
            ? Character.isLowSurrogate(text.charAt(other))
            : Character.isHighSurrogate(text.charAt(other)));
  }

  private static void escaped(char c, StringBuilder out) {
    out.append(String.format("\\u%04x", (int) c));
  }
}

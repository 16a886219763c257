package io.rolloutoperator.analysis.providers.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rolloutoperator.analysis.providers.web.JsonPath.JsonPathFailure;
import io.rolloutoperator.analysis.providers.web.JsonPathStep.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a path from left to right. */
final class JsonPathParser {

  private static final int LONGEST = 1024;
  private static final Pattern INDEX = Pattern.compile("-?\\d{1,9}");
  private static final Pattern SLICE =
      Pattern.compile("(-?\\d{1,9})?:(-?\\d{1,9})?(?::(\\d{1,9}))?");
  private static final Pattern COMPARISON = Pattern.compile("==|!=|<=|>=|<|>");

  private final String text;
  private int at;

  private JsonPathParser(String text) {
    this.text = text;
  }

  static List<JsonPathStep> parse(String text) {
    if (text.length() > LONGEST) {
      throw new JsonPathFailure("longer than " + LONGEST + " characters");
    }
    if (!text.startsWith("{") || !text.endsWith("}")) {
      throw new JsonPathFailure("it must stand in braces, such as {$.a}");
    }
    String inner = text.substring(1, text.length() - 1).strip();
    return new JsonPathParser(
            inner.startsWith("$") || inner.startsWith("@") ? inner.substring(1) : inner)
        .steps();
  }

  private List<JsonPathStep> steps() {
    List<JsonPathStep> steps = new ArrayList<>();
    while (at < text.length()) {
      if (text.startsWith("..", at)) {
        at += 2;
        steps.add(new JsonPathStep.Descent());
        if (at < text.length() && text.charAt(at) != '[') {
          String name = name();
          steps.add(
              name.equals("*")
                  ? new JsonPathStep.Wildcard()
                  : new JsonPathStep.FieldAnywhere(name));
        }
      } else if (text.charAt(at) == '[') {
        steps.add(brackets());
      } else {
        at += text.charAt(at) == '.' ? 1 : 0;
        if (at < text.length()) {
          String name = name();
          steps.add(name.equals("*") ? new JsonPathStep.Wildcard() : new JsonPathStep.Field(name));
        }
      }
    }
    return List.copyOf(steps);
  }

  private String name() {
    StringBuilder name = new StringBuilder();
    while (at < text.length() && ".[".indexOf(text.charAt(at)) < 0) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        c = text.charAt(at++);
      } else if (c == '{' || c == '}' || c == ']' || Character.isWhitespace(c)) {
        throw new JsonPathFailure("unexpected '" + c + "'");
      }
      name.append(c);
    }
    if (name.isEmpty()) {
      throw new JsonPathFailure("a field name is missing");
    }
    return name.toString();
  }

  private JsonPathStep brackets() {
    int end = closing();
    String inner = text.substring(at + 1, end).strip();
    at = end + 1;
    if (inner.startsWith("?(") && inner.endsWith(")")) {
      return filter(inner.substring(2, inner.length() - 1).strip());
    }
    List<JsonPathStep> steps = split(inner).stream().map(part -> selector(part.strip())).toList();
    return steps.size() == 1 ? steps.getFirst() : new JsonPathStep.Union(steps);
  }

  /** The bracket that closes the one here; brackets within quotes do not count. */
  private int closing() {
    int depth = 0;
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        i = text.indexOf(c, i + 1);
        if (i < 0) {
          throw new JsonPathFailure("unterminated quoted string");
        }
      } else if (c == '[') {
        depth++;
      } else if (c == ']' && --depth == 0) {
        return i;
      }
    }
    throw new JsonPathFailure("unterminated array");
  }

  private static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      if (c == ',' && quote == 0) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        quote = quote == 0 && (c == '\'' || c == '"') ? c : c == quote ? 0 : quote;
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private static JsonPathStep selector(String text) {
    if (text.equals("*")) {
      return new JsonPathStep.Wildcard();
    }
    if (isQuoted(text)) {
      return new JsonPathStep.Field(text.substring(1, text.length() - 1));
    }
    if (INDEX.matcher(text).matches()) {
      return new JsonPathStep.Slice(Integer.valueOf(text), null, 1, true);
    }
    Matcher slice = SLICE.matcher(text);
    if (!slice.matches()) {
      throw new JsonPathFailure("invalid array index " + text);
    }
    int step = slice.group(3) == null ? 1 : Integer.parseInt(slice.group(3));
    if (step == 0) {
      throw new JsonPathFailure("the step of a slice must be positive");
    }
    return new JsonPathStep.Slice(number(slice.group(1)), number(slice.group(2)), step, false);
  }

  private static @Nullable Integer number(@Nullable String text) {
    return text == null ? null : Integer.valueOf(text);
  }

  private static boolean isQuoted(String text) {
    return text.length() >= 2
        && (text.charAt(0) == '\'' || text.charAt(0) == '"')
        && text.charAt(text.length() - 1) == text.charAt(0);
  }

  private static JsonPathStep filter(String text) {
    Matcher comparison = COMPARISON.matcher(masked(text));
    if (!comparison.find()) {
      Operand path = operand(text);
      return new JsonPathStep.Filter(path, "exists", path);
    }
    return new JsonPathStep.Filter(
        operand(text.substring(0, comparison.start()).strip()),
        comparison.group(),
        operand(text.substring(comparison.end()).strip()));
  }

  /** The text with quoted parts made harmless, of the same length. */
  private static String masked(String text) {
    return Pattern.compile("'[^']*'|\"[^\"]*\"")
        .matcher(text)
        .replaceAll(quoted -> "_".repeat(quoted.group().length()));
  }

  private static Operand operand(String text) {
    if (text.startsWith("@") || text.startsWith("$")) {
      return new Operand.Path(new JsonPathParser(text.substring(1)).steps());
    }
    return new Operand.Literal(literal(text));
  }

  private static JsonNode literal(String text) {
    if (isQuoted(text)) {
      return TextNode.valueOf(text.substring(1, text.length() - 1));
    }
    if (text.equals("true") || text.equals("false")) {
      return BooleanNode.valueOf(text.equals("true"));
    }
    try {
      return DoubleNode.valueOf(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      throw new JsonPathFailure("\"" + text + "\" is neither a path, a number nor a quoted text");
    }
  }
}

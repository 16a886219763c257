package io.rolloutoperator.notify.template;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.analysis.expression.GoValues;
import io.rolloutoperator.analysis.expression.Json;
import io.rolloutoperator.analysis.expression.Value;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values from and to JSON; keys are written in order. */
final class JsonText {

  /** How JSON is written. */
  enum Style {
    /** In one line; {@code <}, {@code >} and {@code &} are escaped. */
    COMPACT,
    /** The same, indented by two spaces. */
    PRETTY,
    /** In one line, escaped only where JSON asks for it. */
    RAW
  }

  private static final int DEEPEST = 100;
  private static final HexFormat HEX = HexFormat.of();

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final StringBuilder out = new StringBuilder();
  private final Style style;
  private final Budget budget;

  private JsonText(Style style, Budget budget) {
    this.style = style;
    this.budget = budget;
  }

  /** The value of a text; empty if it is no JSON. */
  static Optional<Value> read(String text, Budget budget) {
    budget.text(text.length() * 8L);
    try {
      JsonNode tree = MAPPER.readTree(text);
      return tree == null || tree.isMissingNode()
          ? Optional.empty()
          : Optional.of(Json.fromTree(tree));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /**
   * The text of a value.
   *
   * @throws TemplateFailure if it has none in JSON
   */
  static String write(Value value, Style style, Budget budget) {
    JsonText json = new JsonText(style, budget);
    json.write(value, 0);
    return json.out.toString();
  }

  private void write(Value value, int depth) {
    budget.elements(1);
    if (depth > DEEPEST) {
      throw new TemplateFailure("value nested too deeply");
    }
    switch (value) {
      case Value.Nil _ -> out.append("null");
      case Value.Bool(boolean truth) -> out.append(truth);
      case Value.Int(long number, Value.IntKind _) -> out.append(number);
      case Value.Span(long nanos) -> out.append(nanos);
      case Value.Decimal(double number) -> out.append(number(number));
      case Value.Text(String text) -> quote(text);
      case Value.Sequence(List<Value> items, Value.ListKind _) -> list(items, depth);
      case Value.Mapping map -> map(map, depth);
      case Value.Moment(ZonedDateTime time) ->
          quote(GoValues.format(time, "2006-01-02T15:04:05.999999999Z07:00"));
      case Value.Zone _ -> out.append("{}");
      case Value.Callable _ -> throw new TemplateFailure("json: unsupported type");
    }
  }

  private static String number(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new TemplateFailure("json: unsupported value");
    }
    return GoValues.json(number);
  }

  private void list(List<Value> items, int depth) {
    String separator = "";
    out.append('[');
    for (Value item : items) {
      out.append(separator);
      line(depth + 1);
      write(item, depth + 1);
      separator = ",";
    }
    close(items.isEmpty(), depth, ']');
  }

  private void map(Value.Mapping map, int depth) {
    String separator = "";
    out.append('{');
    for (Map.Entry<Value, Value> entry : Values.sorted(map)) {
      out.append(separator);
      line(depth + 1);
      quote(Texts.of(entry.getKey()));
      out.append(style == Style.PRETTY ? ": " : ":");
      write(entry.getValue(), depth + 1);
      separator = ",";
    }
    close(map.entries().isEmpty(), depth, '}');
  }

  private void close(boolean empty, int depth, char bracket) {
    if (!empty) {
      line(depth);
    }
    out.append(bracket);
  }

  private void line(int depth) {
    if (style == Style.PRETTY) {
      out.append('\n').repeat("  ", depth);
    }
  }

  private void quote(String text) {
    budget.text(text.length());
    out.append('"');
    text.codePoints().forEach(this::character);
    out.append('"');
  }

  private void character(int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        boolean isMarkup = style != Style.RAW && (c == '<' || c == '>' || c == '&');
        if (c < ' ' || isMarkup || c == 0x2028 || c == 0x2029) {
          out.append("\\u").append(HEX.toHexDigits((char) c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }
}

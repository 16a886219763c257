package io.rolloutoperator.analysis.expression;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Values from and to JSON. */
public final class Json {

  private static final ObjectMapper MAPPER =
      new ObjectMapper(new JsonFactory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /** A value of a JSON tree: every number becomes a float, every array a list of anything. */
  public static Value fromTree(JsonNode tree) {
    return switch (tree.getNodeType()) {
      case BOOLEAN -> Value.of(tree.booleanValue());
      case NUMBER -> Value.of(tree.doubleValue());
      case STRING -> Value.of(tree.textValue());
      case ARRAY -> {
        List<Value> items = new ArrayList<>();
        tree.forEach(item -> items.add(fromTree(item)));
        yield new Value.Sequence(items);
      }
      case OBJECT -> {
        Map<Value, Value> entries = new LinkedHashMap<>();
        tree.properties().forEach(p -> entries.put(Value.of(p.getKey()), fromTree(p.getValue())));
        yield new Value.Mapping(entries, Value.MapKind.TEXT_KEYS);
      }
      case NULL, MISSING, BINARY, POJO -> Value.NIL;
    };
  }

  static Value parse(String text, Budget budget) {
    budget.text(text.length() * 8L);
    try {
      JsonNode tree = MAPPER.readTree(text);
      if (tree == null || tree.isMissingNode()) {
        throw new ExpressionFailure("unexpected end of JSON input");
      }
      return fromTree(tree);
    } catch (JacksonException e) {
      throw new ExpressionFailure("invalid JSON at character " + e.getLocation().getCharOffset());
    }
  }

  /** Indented JSON with sorted keys. */
  static String write(Value value, Budget budget) {
    Writer writer = new Writer(budget);
    writer.write(value, 0);
    return writer.out.toString();
  }

  private static final class Writer {
    private final StringBuilder out = new StringBuilder();
    private final Budget budget;

    Writer(Budget budget) {
      this.budget = budget;
    }

    private void write(Value value, int depth) {
      Budget.depth(depth);
      budget.elements(1 + depth);
      switch (value) {
        case Value.Nil _ -> out.append("null");
        case Value.Bool(boolean truth) -> out.append(truth);
        case Value.Int(long number, Value.IntKind _) -> out.append(number);
        case Value.Span(long nanos) -> out.append(nanos);
        case Value.Decimal(double number) -> out.append(number(number));
        case Value.Text(String text) -> quote(text);
        case Value.Sequence(List<Value> items, Value.ListKind _) -> writeList(items, depth);
        case Value.Mapping map -> writeMap(map, depth);
        case Value.Moment(ZonedDateTime time) ->
            quote(TimeLayout.format(time, TimeLayout.RFC3339_NANO));
        case Value.Zone _ -> out.append("{}");
        case Value.Callable _ -> throw unsupported(value);
      }
    }

    private static String number(double number) {
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        throw new ExpressionFailure("json: unsupported value: " + GoText.format(number));
      }
      return GoText.formatJson(number);
    }

    private static ExpressionFailure unsupported(Value value) {
      return new ExpressionFailure("json: unsupported type: " + value.typeName());
    }

    private void writeList(List<Value> items, int depth) {
      String separator = "";
      out.append('[');
      for (Value item : items) {
        out.append(separator);
        newLine(depth + 1);
        write(item, depth + 1);
        separator = ",";
      }
      close(items.isEmpty(), depth, ']');
    }

    private void writeMap(Value.Mapping map, int depth) {
      if (map.kind() != Value.MapKind.TEXT_KEYS) {
        throw unsupported(map);
      }
      String separator = "";
      out.append('{');
      for (Map.Entry<Value, Value> entry : Maps.sorted(map)) {
        out.append(separator);
        newLine(depth + 1);
        quote(Formatter.format(entry.getKey()));
        out.append(": ");
        write(entry.getValue(), depth + 1);
        separator = ",";
      }
      close(map.entries().isEmpty(), depth, '}');
    }

    private void close(boolean empty, int depth, char bracket) {
      if (!empty) {
        newLine(depth);
      }
      out.append(bracket);
    }

    private void newLine(int depth) {
      out.append('\n').repeat("  ", depth);
    }

    private void quote(String text) {
      budget.text(text.length());
      out.append('"');
      text.codePoints().forEach(this::appendCharacter);
      out.append('"');
    }

    private void appendCharacter(int c) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '<', '>', '&', 0x2028, 0x2029 -> out.append(String.format(Locale.ROOT, "\\u%04x", c));
        default -> {
          if (c < ' ') {
            out.append(String.format(Locale.ROOT, "\\u%04x", c));
          } else {
            out.appendCodePoint(c);
          }
        }
      }
    }
  }
}

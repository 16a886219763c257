package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.template.Format.Verb;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The verbs of {@code printf}. A verb that does not fit its value says so in the text. */
final class Verbs {

  private final Budget budget;
  private int depth;

  Verbs(Budget budget) {
    this.budget = budget;
  }

  /** The text, paid for value by value: lists share their parts. */
  String text(Verb verb, Value value) {
    budget.depth(++depth);
    String text =
        switch (value) {
          case Value.Sequence(List<Value> items, Value.ListKind _) when verb.letter() != 'T' ->
              items.stream()
                  .map(item -> text(verb, item))
                  .collect(Collectors.joining(" ", "[", "]"));
          case Value.Mapping map when verb.letter() != 'T' -> map(verb, map);
          default -> single(verb, value);
        };
    depth--;
    return text;
  }

  private String single(Verb verb, Value value) {
    if (value instanceof Value.Text(String text)) {
      budget.text(text.length());
    }
    String shown = padded(verb, plain(verb, value), value);
    budget.text(shown.length());
    return shown;
  }

  private String map(Verb verb, Value.Mapping map) {
    budget.elements(map.entries().size());
    StringBuilder out = new StringBuilder("map[");
    String separator = "";
    for (Map.Entry<Value, Value> entry : Values.sorted(map)) {
      out.append(separator).append(text(verb, entry.getKey()));
      out.append(':').append(text(verb, entry.getValue()));
      separator = " ";
    }
    return out.append(']').toString();
  }

  /** A value with its type, such as {@code int=3}. */
  String typed(Value value) {
    return value instanceof Value.Nil ? "<nil>" : value.typeName() + "=" + Texts.of(value, budget);
  }

  private String plain(Verb verb, Value value) {
    if (verb.letter() == 'T') {
      return value.typeName();
    }
    if (value instanceof Value.Nil) {
      return verb.letter() == 'v' ? "<nil>" : misfit(verb, value);
    }
    return switch (value) {
      case Value.Text(String text) -> ofText(verb, text);
      case Value.Int(long number, Value.IntKind kind)
          when kind != Value.IntKind.MONTH && kind != Value.IntKind.WEEKDAY ->
          ofInteger(verb, number);
      case Value.Span(long nanos) when verb.letter() == 'd' -> ofInteger(verb, nanos);
      case Value.Decimal(double number) -> ofDecimal(verb, number);
      case Value.Bool(boolean truth) ->
          verb.letter() == 't' || verb.letter() == 'v'
              ? Boolean.toString(truth)
              : misfit(verb, value);
      default ->
          switch (verb.letter()) {
            case 'v', 's' -> Texts.of(value);
            case 'q' -> Quoting.quoted(Texts.of(value));
            default -> misfit(verb, value);
          };
    };
  }

  private String misfit(Verb verb, Value value) {
    return "%!" + Character.toString(verb.letter()) + "(" + typed(value) + ")";
  }

  private String ofText(Verb verb, String text) {
    return switch (verb.letter()) {
      case 'v' -> verb.has('#') ? Quoting.quoted(text) : cut(verb, text);
      case 's' -> cut(verb, text);
      case 'q' ->
          verb.has('#') && text.indexOf('`') < 0
              ? "`" + text + "`"
              : Quoting.quoted(cut(verb, text));
      case 'x' -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
      case 'X' -> HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8));
      default -> misfit(verb, Value.of(text));
    };
  }

  private static String cut(Verb verb, String text) {
    int length = text.codePointCount(0, text.length());
    return verb.precision() < 0 || verb.precision() >= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, verb.precision()));
  }

  private String ofInteger(Verb verb, long number) {
    return switch (verb.letter()) {
      case 'd', 'v' -> signed(verb, Long.toString(number));
      case 'x' -> signed(verb, (verb.has('#') ? "0x" : "") + Long.toString(number, 16));
      case 'X' ->
          signed(
              verb,
              (verb.has('#') ? "0X" : "") + Long.toString(number, 16).toUpperCase(Locale.ROOT));
      case 'o' -> signed(verb, (verb.has('#') ? "0" : "") + Long.toString(number, 8));
      case 'b' -> signed(verb, Long.toString(number, 2));
      case 'c' -> character(number);
      case 'q' -> Quoting.quoted(character(number), '\'');
      case 'U' -> String.format(Locale.ROOT, "U+%04X", number);
      default -> misfit(verb, new Value.Int(number));
    };
  }

  private static String character(long number) {
    return number >= 0 && number <= Character.MAX_CODE_POINT
        ? Character.toString((int) number)
        : "\uFFFD";
  }

  private String ofDecimal(Verb verb, double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Texts.of(Value.of(number));
    }
    int precision = verb.precision() < 0 ? 6 : verb.precision();
    return switch (verb.letter()) {
      case 'f', 'F' -> signed(verb, Decimals.fixed(number, precision));
      case 'e' -> signed(verb, Decimals.scientific(number, precision));
      case 'E' -> signed(verb, Decimals.scientific(number, precision).toUpperCase(Locale.ROOT));
      case 'g', 'v' -> signed(verb, general(verb, number));
      case 'G' -> signed(verb, general(verb, number).toUpperCase(Locale.ROOT));
      default -> misfit(verb, Value.of(number));
    };
  }

  private static String general(Verb verb, double number) {
    return verb.precision() < 0
        ? Texts.of(Value.of(number))
        : Decimals.general(number, verb.precision());
  }

  private static String signed(Verb verb, String number) {
    if (number.startsWith("-")) {
      return number;
    }
    return (verb.has('+') && verb.letter() != 'v' ? "+" : verb.has(' ') ? " " : "") + number;
  }

  private static String padded(Verb verb, String text, Value value) {
    int missing = verb.width() - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    if (verb.has('-')) {
      return text + " ".repeat(missing);
    }
    boolean isNumber = value instanceof Value.Int || value instanceof Value.Decimal;
    if (!verb.has('0')) {
      return " ".repeat(missing) + text;
    }
    boolean hasSign = isNumber && !text.isEmpty() && "+- ".indexOf(text.charAt(0)) >= 0;
    return hasSign
        ? text.charAt(0) + "0".repeat(missing) + text.substring(1)
        : "0".repeat(missing) + text;
  }
}

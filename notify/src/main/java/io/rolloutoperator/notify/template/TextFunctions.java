package io.rolloutoperator.notify.template;

import static io.rolloutoperator.notify.template.Function.Parameter.ANY;
import static io.rolloutoperator.notify.template.Function.Parameter.INTEGER;
import static io.rolloutoperator.notify.template.Function.Parameter.TEXT;

import io.rolloutoperator.analysis.expression.Value;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Parts of texts, and texts of values. */
final class TextFunctions {

  static final List<Function> ALL =
      List.of(
          ofText("trim", String::strip),
          ofText("nospace", TextFunctions::withoutSpaces),
          Function.of("trunc", (a, _) -> trunc(size(a.get(0)), text(a.get(1))), INTEGER, TEXT),
          Function.of("substr", (a, _) -> substring(a), INTEGER, INTEGER, TEXT),
          Function.of("trimAll", (a, c) -> trimAll(a, c), TEXT, TEXT),
          Function.of("trimall", (a, c) -> trimAll(a, c), TEXT, TEXT),
          Function.of("trimPrefix", (a, _) -> trimPrefix(a), TEXT, TEXT),
          Function.of("trimSuffix", (a, _) -> trimSuffix(a), TEXT, TEXT),
          Function.of("replace", TextFunctions::replace, TEXT, TEXT, TEXT),
          test("contains", String::contains),
          test("hasPrefix", String::startsWith),
          test("hasSuffix", String::endsWith),
          Function.of("repeat", TextFunctions::repeat, INTEGER, TEXT),
          Function.of("plural", (a, _) -> plural(a), TEXT, TEXT, INTEGER),
          Function.variadic("quote", (a, c) -> joined(a, c, Quoting::quoted), ANY),
          Function.variadic("squote", (a, c) -> joined(a, c, text -> "'" + text + "'"), ANY),
          Function.variadic("cat", (a, c) -> joined(a, c, UnaryOperator.identity()), ANY),
          Function.of("toString", (a, c) -> Value.of(Texts.of(a.getFirst(), c.budget())), ANY),
          Function.of(
              "toStrings", (a, c) -> Values.texts(Texts.all(a.getFirst(), c.budget())), ANY));

  private TextFunctions() {}

  /** A function of one text. */
  static Function ofText(String name, UnaryOperator<String> body) {
    return Function.of(name, (a, _) -> Value.of(body.apply(text(a.getFirst()))), TEXT);
  }

  private static Function test(String name, BiPredicate<String, String> body) {
    return Function.of(
        name,
        (a, c) -> {
          c.budget().search(text(a.get(1)).length(), text(a.get(0)).length());
          return Value.of(body.test(text(a.get(1)), text(a.get(0))));
        },
        TEXT,
        TEXT);
  }

  static String text(Value value) {
    return Texts.of(value);
  }

  static int size(Value value) {
    return Math.clamp(Values.integer(value), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static String withoutSpaces(String text) {
    return text.codePoints()
        .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static Value trunc(int count, String text) {
    int length = Bytes.length(text);
    if (count < 0 && length + count > 0) {
      return Value.of(Bytes.slice(text, length + count, length));
    }
    return Value.of(count >= 0 && length > count ? Bytes.slice(text, 0, count) : text);
  }

  private static Value substring(List<Value> arguments) {
    int start = size(arguments.get(0));
    int end = size(arguments.get(1));
    String text = text(arguments.get(2));
    int length = Bytes.length(text);
    int from = Math.max(0, start);
    boolean toEnd = start >= 0 && (end < 0 || end > length);
    return Value.of(Bytes.slice(text, from, toEnd ? length : end));
  }

  private static Value trimAll(List<Value> arguments, Function.Context context) {
    String cut = text(arguments.get(0));
    context.budget().search(text(arguments.get(1)).length(), cut.length());
    int[] points = text(arguments.get(1)).codePoints().toArray();
    int from = 0;
    int to = points.length;
    while (from < to && cut.indexOf(points[from]) >= 0) {
      from++;
    }
    while (to > from && cut.indexOf(points[to - 1]) >= 0) {
      to--;
    }
    return Value.of(new String(points, from, to - from));
  }

  private static Value trimPrefix(List<Value> arguments) {
    String prefix = text(arguments.get(0));
    String text = text(arguments.get(1));
    return Value.of(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
  }

  private static Value trimSuffix(List<Value> arguments) {
    String suffix = text(arguments.get(0));
    String text = text(arguments.get(1));
    return Value.of(
        text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text);
  }

  private static Value replace(List<Value> arguments, Function.Context context) {
    String old = text(arguments.get(0));
    String replacement = text(arguments.get(1));
    String text = text(arguments.get(2));
    context.budget().search(text.length(), old.length());
    context.budget().text((long) (text.length() + 1) * (replacement.length() + 1));
    return Value.of(text.replace(old, replacement));
  }

  private static Value repeat(List<Value> arguments, Function.Context context) {
    long count = Values.integer(arguments.get(0));
    String text = text(arguments.get(1));
    if (count < 0) {
      throw new TemplateFailure("negative repeat count");
    }
    context.budget().text(Math.min(count, Limits.MEMORY_BYTES) * text.length());
    return Value.of(text.repeat((int) Math.min(count, Limits.MEMORY_BYTES)));
  }

  private static Value plural(List<Value> arguments) {
    return arguments.get(Values.integer(arguments.get(2)) == 1 ? 0 : 1);
  }

  /** The texts of all values but nil, a space between them. */
  private static Value joined(
      List<Value> values, Function.Context context, UnaryOperator<String> form) {
    return Value.of(
        values.stream()
            .filter(value -> !(value instanceof Value.Nil))
            .map(value -> form.apply(Texts.of(value, context.budget())))
            .collect(Collectors.joining(" ")));
  }
}

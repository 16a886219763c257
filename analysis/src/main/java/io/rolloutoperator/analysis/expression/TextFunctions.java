package io.rolloutoperator.analysis.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Functions on strings. */
final class TextFunctions {

  private static final Function.Rule ONE_TEXT = Signature.anyOf(Signature.of(Type.TEXT, Type.TEXT));
  private static final Function.Rule ONE_OR_TWO_TEXTS =
      Signature.anyOf(
          Signature.of(Type.TEXT, Type.TEXT, Type.TEXT), Signature.of(Type.TEXT, Type.TEXT));
  private static final Function.Rule SPLIT =
      Signature.anyOf(
          Signature.of(Type.TEXTS, Type.TEXT, Type.TEXT),
          Signature.of(Type.TEXTS, Type.TEXT, Type.TEXT, Type.INT));

  static final List<Function> ALL =
      List.of(
          new Function(
              "trim",
              Signature.anyOf(
                  Signature.of(Type.TEXT, Type.TEXT),
                  Signature.of(Type.TEXT, Type.TEXT, Type.TEXT)),
              TextFunctions::trim),
          new Function("trimPrefix", ONE_OR_TWO_TEXTS, TextFunctions::trimPrefix),
          new Function("trimSuffix", ONE_OR_TWO_TEXTS, TextFunctions::trimSuffix),
          new Function("upper", ONE_TEXT, (a, c) -> made(text(a, 0).toUpperCase(Locale.ROOT), c)),
          new Function("lower", ONE_TEXT, (a, c) -> made(text(a, 0).toLowerCase(Locale.ROOT), c)),
          new Function("split", SPLIT, (a, c) -> split(a, false, c)),
          new Function("splitAfter", SPLIT, (a, c) -> split(a, true, c)),
          new Function(
              "replace",
              Signature.anyOf(
                  Signature.of(Type.TEXT, Type.TEXT, Type.TEXT, Type.TEXT, Type.INT),
                  Signature.of(Type.TEXT, Type.TEXT, Type.TEXT, Type.TEXT)),
              TextFunctions::replace),
          new Function(
              "repeat",
              Signature.anyOf(Signature.of(Type.TEXT, Type.TEXT, Type.INT)),
              TextFunctions::repeat),
          new Function(
              "join",
              Signature.anyOf(
                  Signature.of(Type.TEXT, Type.LIST, Type.TEXT),
                  Signature.of(Type.TEXT, Type.LIST),
                  Signature.of(Type.TEXT, Type.TEXTS, Type.TEXT),
                  Signature.of(Type.TEXT, Type.TEXTS)),
              TextFunctions::join),
          new Function(
              "indexOf",
              search(Type.INT),
              (a, c) -> position(a, scanned(a, c).indexOf(text(a, 1)))),
          new Function(
              "lastIndexOf",
              search(Type.INT),
              (a, c) -> position(a, scanned(a, c).lastIndexOf(text(a, 1)))),
          new Function(
              "hasPrefix",
              search(Type.BOOL),
              (a, c) -> Value.of(scanned(a, c).startsWith(text(a, 1)))),
          new Function(
              "hasSuffix",
              search(Type.BOOL),
              (a, c) -> Value.of(scanned(a, c).endsWith(text(a, 1)))));

  private TextFunctions() {}

  private static Function.Rule search(Type result) {
    return Signature.anyOf(Signature.of(result, Type.TEXT, Type.TEXT));
  }

  private static String text(List<Value> arguments, int index) {
    return Arguments.text(arguments.get(index));
  }

  private static String scanned(List<Value> arguments, Function.Context context) {
    context.budget().scan((long) text(arguments, 0).length() + text(arguments, 1).length());
    return text(arguments, 0);
  }

  private static Value made(String text, Function.Context context) {
    context.budget().text(text.length());
    return new Value.Text(text);
  }

  /** Positions count bytes. */
  private static Value position(List<Value> arguments, int index) {
    return new Value.Int(index < 0 ? -1 : GoText.length(text(arguments, 0).substring(0, index)));
  }

  private static Value trim(List<Value> arguments, Function.Context context) {
    int[] points = text(arguments, 0).codePoints().toArray();
    int start = 0;
    int end = points.length;
    while (start < end && isTrimmed(arguments, points[start])) {
      start++;
    }
    while (end > start && isTrimmed(arguments, points[end - 1])) {
      end--;
    }
    return made(new String(points, start, end - start), context);
  }

  private static boolean isTrimmed(List<Value> arguments, int c) {
    return arguments.size() > 1 ? text(arguments, 1).indexOf(c) >= 0 : Lexer.isSpace(c);
  }

  private static Value trimPrefix(List<Value> arguments, Function.Context context) {
    String text = text(arguments, 0);
    String prefix = arguments.size() > 1 ? text(arguments, 1) : " ";
    return made(text.startsWith(prefix) ? text.substring(prefix.length()) : text, context);
  }

  private static Value trimSuffix(List<Value> arguments, Function.Context context) {
    String text = text(arguments, 0);
    String suffix = arguments.size() > 1 ? text(arguments, 1) : " ";
    return made(
        text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text, context);
  }

  /**
   * Parts between separators, or code points for an empty one; a limit counts the parts, the last
   * being the rest.
   */
  private static Value split(
      List<Value> arguments, boolean keepSeparator, Function.Context context) {
    String text = text(arguments, 0);
    String separator = text(arguments, 1);
    long limit = arguments.size() > 2 ? Arguments.truncated(arguments.get(2)) : -1;
    context.budget().text(text.length());
    List<Value> parts = new ArrayList<>();
    int start = 0;
    int end = partEnd(text, separator, start);
    while (end >= 0 && limit != 0 && (limit < 0 || parts.size() < limit - 1)) {
      int next = end + separator.length();
      parts.add(new Value.Text(text.substring(start, keepSeparator ? next : end)));
      start = next;
      end = partEnd(text, separator, start);
    }
    if (limit != 0 && !(separator.isEmpty() && start == text.length())) {
      parts.add(new Value.Text(text.substring(start)));
    }
    context.budget().elements(parts.size());
    return new Value.Sequence(parts, Value.ListKind.TEXTS);
  }

  private static int partEnd(String text, String separator, int from) {
    if (!separator.isEmpty()) {
      return text.indexOf(separator, from);
    }
    return from < text.length() ? text.offsetByCodePoints(from, 1) : -1;
  }

  private static Value replace(List<Value> arguments, Function.Context context) {
    String text = text(arguments, 0);
    String old = text(arguments, 1);
    String with = text(arguments, 2);
    long limit = arguments.size() > 3 ? Arguments.truncated(arguments.get(3)) : -1;
    StringBuilder out = new StringBuilder();
    int start = 0;
    int end = text.indexOf(old);
    for (long done = 0; end >= 0 && (limit < 0 || done < limit); done++) {
      context.budget().text((long) with.length() + end - start);
      out.append(text, start, end).append(with);
      start = end + old.length();
      end = nextMatch(text, old, start);
    }
    context.budget().text((long) text.length() - start);
    return new Value.Text(out.append(text.substring(start)).toString());
  }

  /** An empty string matches between all code points, and once at the end. */
  private static int nextMatch(String text, String old, int from) {
    if (!old.isEmpty()) {
      return text.indexOf(old, from);
    }
    return from < text.length() ? text.offsetByCodePoints(from, 1) : -1;
  }

  private static Value repeat(List<Value> arguments, Function.Context context) {
    String text = text(arguments, 0);
    long count = Arguments.truncated(arguments.get(1));
    if (count < 0) {
      throw new ExpressionFailure(
          "invalid argument for repeat (expected positive integer, got %d)".formatted(count));
    }
    context.budget().text(count > Limits.MEMORY_BYTES ? count : count * Math.max(1, text.length()));
    return new Value.Text(text.repeat((int) count));
  }

  private static Value join(List<Value> arguments, Function.Context context) {
    String glue = arguments.size() > 1 ? text(arguments, 1) : "";
    if (!(arguments.getFirst() instanceof Value.Sequence(List<Value> items, Value.ListKind kind))
        || (kind != Value.ListKind.ANY && kind != Value.ListKind.TEXTS)) {
      throw new ExpressionFailure(
          "invalid argument for join (type %s)".formatted(arguments.getFirst().typeName()));
    }
    List<String> parts = new ArrayList<>();
    for (Value item : items) {
      context.budget().text((long) Arguments.text(item).length() + glue.length());
      parts.add(Arguments.text(item));
    }
    return new Value.Text(String.join(glue, parts));
  }
}

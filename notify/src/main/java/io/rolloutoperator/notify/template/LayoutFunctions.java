package io.rolloutoperator.notify.template;

import static io.rolloutoperator.notify.template.Function.Parameter.ANY;
import static io.rolloutoperator.notify.template.Function.Parameter.INTEGER;
import static io.rolloutoperator.notify.template.Function.Parameter.TEXT;

import io.rolloutoperator.analysis.expression.Value;
import java.util.List;

/** Texts in lines and of a limited width. */
final class LayoutFunctions {

  private static final int LEAST_ABBREVIATED = 4;
  private static final int LEAST_ON_BOTH_SIDES = 7;
  private static final String MARK = "...";

  static final List<Function> ALL =
      List.of(
          Function.of("indent", (a, c) -> Value.of(indented(a, c)), INTEGER, TEXT),
          Function.of("nindent", (a, c) -> Value.of("\n" + indented(a, c)), INTEGER, TEXT),
          Function.of(
              "abbrev",
              (a, _) -> Value.of(abbreviated(Texts.of(a.get(1)), 0, TextFunctions.size(a.get(0)))),
              INTEGER,
              TEXT),
          Function.of("abbrevboth", (a, _) -> abbreviatedOnBothSides(a), INTEGER, INTEGER, TEXT),
          Function.of(
              "wrap",
              (a, c) -> wrapped(Texts.of(a.get(1)), TextFunctions.size(a.get(0)), "\n", false, c),
              INTEGER,
              TEXT),
          Function.of(
              "wrapWith",
              (a, c) ->
                  wrapped(
                      Texts.of(a.get(2)),
                      TextFunctions.size(a.get(0)),
                      Texts.of(a.get(1)).isEmpty() ? "\n" : Texts.of(a.get(1)),
                      true,
                      c),
              INTEGER,
              TEXT,
              TEXT),
          Function.of("join", LayoutFunctions::join, TEXT, ANY));

  private LayoutFunctions() {}

  private static String indented(List<Value> arguments, Function.Context context) {
    int spaces = TextFunctions.size(arguments.get(0));
    String text = Texts.of(arguments.get(1));
    if (spaces < 0) {
      throw new TemplateFailure("negative repeat count");
    }
    long lines = text.chars().filter(c -> c == '\n').count() + 1;
    context.budget().text(lines * spaces + text.length());
    String pad = " ".repeat(spaces);
    return pad + text.replace("\n", "\n" + pad);
  }

  private static Value abbreviatedOnBothSides(List<Value> arguments) {
    int left = TextFunctions.size(arguments.get(0));
    int right = TextFunctions.size(arguments.get(1));
    String text = Texts.of(arguments.get(2));
    boolean asItIs = right < LEAST_ABBREVIATED || (left > 0 && right < LEAST_ON_BOTH_SIDES);
    return Value.of(asItIs ? text : abbreviated(text, left, right));
  }

  /** At most so many bytes of a text, from about an offset on; marks show what is left out. */
  private static String abbreviated(String text, int offset, int width) {
    int length = Bytes.length(text);
    if (width < LEAST_ABBREVIATED || length <= width) {
      return text;
    }
    int kept = width - MARK.length();
    int start = length - Math.min(offset, length) < kept ? length - kept : Math.min(offset, length);
    if (start <= LEAST_ABBREVIATED) {
      return Bytes.slice(text, 0, kept) + MARK;
    }
    return start + kept < length
        ? MARK + abbreviated(Bytes.slice(text, start, length), 0, kept)
        : MARK + Bytes.slice(text, length - kept, length);
  }

  /** Lines of at most so many characters where spaces allow it. */
  private static Value wrapped(
      String text, int width, String newLine, boolean cutsWords, Function.Context context) {
    context.budget().text((long) text.length() * (1 + newLine.length()));
    int size = Math.max(1, width);
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (text.length() - at > size) {
      if (text.charAt(at) == ' ') {
        at++;
        continue;
      }
      int space = lastSpace(text, at, at + size);
      boolean cuts = space < at && cutsWords;
      int end = space >= at ? space : cuts ? at + size : text.indexOf(' ', at + size);
      if (end < 0) {
        break;
      }
      out.append(text, at, end).append(newLine);
      at = cuts ? end : end + 1;
    }
    return Value.of(out.append(text, at, text.length()).toString());
  }

  /** The place of the last space of a part, its end included; -1 if it has none. */
  private static int lastSpace(String text, int from, int end) {
    int at = end;
    while (at >= from && text.charAt(at) != ' ') {
      at--;
    }
    return at < from ? -1 : at;
  }

  private static Value join(List<Value> arguments, Function.Context context) {
    List<String> texts = Texts.all(arguments.get(1), context.budget());
    String separator = Texts.of(arguments.get(0));
    context.budget().text((long) texts.size() * separator.length());
    return Value.of(String.join(separator, texts));
  }
}

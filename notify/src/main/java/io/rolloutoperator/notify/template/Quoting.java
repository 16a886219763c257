package io.rolloutoperator.notify.template;

import java.util.Locale;

/** Texts in double quotes, as the language prints them with {@code %q}. */
final class Quoting {

  private Quoting() {}

  static String quoted(String text) {
    return quoted(text, '"');
  }

  /** The same between other quotes. */
  static String quoted(String text, char quote) {
    StringBuilder out = new StringBuilder().append(quote);
    text.codePoints()
        .forEach(
            c -> {
              if (c == quote) {
                out.append('\\').append(quote);
              } else {
                append(out, c);
              }
            });
    return out.append(quote).toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '\\' -> out.append("\\\\");
      case 7 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 11 -> out.append("\\v");
      default -> {
        if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(escape(c));
        }
      }
    }
  }

  private static String escape(int c) {
    String form = c < 0x80 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
    return String.format(Locale.ROOT, form, c);
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}

package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.Value;
import java.util.List;

/** {@code printf}: a text with verbs, such as {@code %s} or {@code %5.1f}. */
final class Format {

  private static final int WIDEST = 10_000;

  private final Budget budget;
  private final Verbs verbs;

  Format(Budget budget) {
    this.budget = budget;
    this.verbs = new Verbs(budget);
  }

  /**
   * A verb with its flags.
   *
   * @param width -1 without one
   * @param precision -1 without one
   */
  record Verb(int letter, String flags, int width, int precision) {
    boolean has(char flag) {
      return flags.indexOf(flag) >= 0;
    }
  }

  /** The text; its first value is the format. */
  String text(List<Value> values) {
    String format = Texts.of(values.getFirst());
    Reader reader = new Reader(format, values);
    StringBuilder out = new StringBuilder();
    while (reader.at < format.length()) {
      int percent = format.indexOf('%', reader.at);
      int end = percent < 0 ? format.length() : percent;
      out.append(format, reader.at, end);
      reader.at = end + 1;
      if (percent >= 0) {
        out.append(reader.verb());
      }
    }
    return out.append(reader.extra()).toString();
  }

  /** Reads one format. */
  private final class Reader {

    private final String format;
    private final List<Value> values;
    private int at;
    private int used = 1;

    Reader(String format, List<Value> values) {
      this.format = format;
      this.values = values;
    }

    String verb() {
      int start = at;
      while (at < format.length() && "+-# 0".indexOf(format.charAt(at)) >= 0) {
        at++;
      }
      String flags = format.substring(start, at);
      int width = number();
      int precision = -1;
      if (at < format.length() && format.charAt(at) == '.') {
        at++;
        precision = Math.max(0, number());
      }
      if (at >= format.length()) {
        return "%!(NOVERB)";
      }
      int letter = format.codePointAt(at);
      at += Character.charCount(letter);
      if (letter == '%') {
        return "%";
      }
      if (used >= values.size()) {
        return "%!" + Character.toString(letter) + "(MISSING)";
      }
      budget.text(Math.max(width, precision) + 16L);
      return verbs.text(new Verb(letter, flags, width, precision), values.get(used++));
    }

    private int number() {
      if (at < format.length() && format.charAt(at) == '*') {
        at++;
        return used < values.size()
                && values.get(used++) instanceof Value.Int(long given, Value.IntKind _)
            ? Math.clamp(given, 0, WIDEST)
            : -1;
      }
      int start = at;
      int number = 0;
      while (at < format.length() && Character.digit(format.charAt(at), 10) >= 0) {
        number = Math.min(WIDEST, number * 10 + Character.digit(format.charAt(at), 10));
        at++;
      }
      return at == start ? -1 : number;
    }

    /** What is said of values that no verb used. */
    String extra() {
      if (used >= values.size()) {
        return "";
      }
      StringBuilder out = new StringBuilder("%!(EXTRA ");
      String separator = "";
      for (Value value : values.subList(used, values.size())) {
        out.append(separator).append(verbs.typed(value));
        separator = ", ";
      }
      return out.append(')').toString();
    }
  }
}

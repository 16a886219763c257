package io.rolloutoperator.analysis.expression;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Values as text, as {@code string(x)} and error messages show them. */
final class Formatter {

  private static final long SECOND = 1_000_000_000L;

  private Formatter() {}

  static String format(Value value) {
    StringBuilder out = new StringBuilder();
    append(out, value, 0);
    return out.toString();
  }

  private static void append(StringBuilder out, Value value, int depth) {
    Budget.depth(depth);
    if (out.length() > Limits.MEMORY_BYTES) {
      throw new ExpressionFailure(Limits.TOO_COMPLEX);
    }
    switch (value) {
      case Value.Nil _ -> out.append("<nil>");
      case Value.Bool(boolean truth) -> out.append(truth);
      case Value.Int(long number, Value.IntKind kind) -> out.append(integer(number, kind));
      case Value.Decimal(double number) -> out.append(GoText.format(number));
      case Value.Text(String text) -> out.append(text);
      case Value.Sequence(List<Value> items, Value.ListKind _) -> appendList(out, items, depth);
      case Value.Mapping map -> appendMap(out, map, depth);
      case Value.Moment(ZonedDateTime time) -> out.append(TimeLayout.describe(time));
      case Value.Span(long nanos) -> out.append(span(nanos));
      case Value.Zone(var id) -> out.append(TimeLayout.zoneName(id));
      case Value.Callable(String typeName) -> out.append(typeName);
    }
  }

  private static void appendList(StringBuilder out, List<Value> items, int depth) {
    out.append('[');
    String separator = "";
    for (Value item : items) {
      out.append(separator);
      append(out, item, depth + 1);
      separator = " ";
    }
    out.append(']');
  }

  private static void appendMap(StringBuilder out, Value.Mapping map, int depth) {
    out.append("map[");
    String separator = "";
    for (Map.Entry<Value, Value> entry : Maps.sorted(map)) {
      out.append(separator);
      append(out, entry.getKey(), depth + 1);
      out.append(':');
      append(out, entry.getValue(), depth + 1);
      separator = " ";
    }
    out.append(']');
  }

  private static String integer(long number, Value.IntKind kind) {
    return switch (kind) {
      case INT, INT64, UINT8 -> Long.toString(number);
      case MONTH -> TimeLayout.monthName(number);
      case WEEKDAY -> TimeLayout.weekdayName(number);
    };
  }

  /** A duration such as {@code 1h0m0.5s} or {@code 1.5ms}. */
  static String span(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    // The smallest duration has no positive counterpart; its digits are right as an unsigned
    // number.
    long size = nanos < 0 ? -nanos : nanos;
    if (Long.compareUnsigned(size, SECOND) < 0) {
      return sign + smallSpan(size);
    }
    long seconds = Long.divideUnsigned(size, SECOND);
    String fraction = fraction(Long.remainderUnsigned(size, SECOND), 9);
    long minutes = seconds / 60;
    String text = (seconds % 60) + fraction + "s";
    if (minutes > 0) {
      text = (minutes % 60) + "m" + text;
    }
    return sign + (minutes >= 60 ? minutes / 60 + "h" : "") + text;
  }

  private static String smallSpan(long nanos) {
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    return nanos < 1_000_000
        ? nanos / 1_000 + fraction(nanos % 1_000, 3) + "µs"
        : nanos / 1_000_000 + fraction(nanos % 1_000_000, 6) + "ms";
  }

  private static String fraction(long value, int digits) {
    if (value == 0) {
      return "";
    }
    String text = String.format(Locale.ROOT, "%0" + digits + "d", value);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return "." + text.substring(0, end);
  }
}

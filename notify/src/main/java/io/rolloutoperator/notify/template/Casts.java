package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.Value;

/** Numbers of any values, as sprig makes them; what is no number is 0. */
final class Casts {

  private Casts() {}

  static long toLong(Value value) {
    return switch (value) {
      case Value.Int(long number, Value.IntKind _) -> number;
      case Value.Decimal(double number) -> (long) number;
      case Value.Bool(boolean truth) -> truth ? 1 : 0;
      case Value.Text(String text) -> toLong(text);
      default -> 0;
    };
  }

  /** An integer; zeros after the point of a decimal number are no hindrance. */
  private static long toLong(String text) {
    int point = text.indexOf('.');
    boolean hasZeros =
        point > 0 && text.chars().skip(point + 1L).allMatch(c -> c == '0') && !text.endsWith(".");
    try {
      Operand.NumberLiteral number = Literals.number(hasZeros ? text.substring(0, point) : text);
      return number.isFloat() ? 0 : number.integer();
    } catch (TemplateFailure _) {
      return 0;
    }
  }

  static double toDouble(Value value) {
    return switch (value) {
      case Value.Int(long number, Value.IntKind _) -> (double) number;
      case Value.Decimal(double number) -> number;
      case Value.Bool(boolean truth) -> truth ? 1 : 0;
      case Value.Text(String text) -> toDouble(text);
      default -> 0;
    };
  }

  private static double toDouble(String text) {
    boolean isPlain = text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
    try {
      return isPlain ? Double.parseDouble(text) : 0;
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}

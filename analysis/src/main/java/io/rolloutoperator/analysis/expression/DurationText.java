package io.rolloutoperator.analysis.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Durations as text: signed decimal numbers with units from nanoseconds to hours, such as {@code
 * 1h30m} or {@code -1.5s}.
 */
final class DurationText {

  private static final BigInteger MAXIMUM = BigInteger.valueOf(Long.MAX_VALUE);

  private DurationText() {}

  /** Nanoseconds. */
  static long parse(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String rest = signed ? text.substring(1) : text;
    if (rest.equals("0")) {
      return 0;
    }
    if (rest.isEmpty()) {
      throw invalid("", text);
    }
    BigInteger sum = BigInteger.ZERO;
    int position = 0;
    while (position < rest.length()) {
      int unitStart = end(rest, position, true);
      int next = end(rest, unitStart, false);
      sum =
          sum.add(
              nanos(rest.substring(position, unitStart), rest.substring(unitStart, next), text));
      position = next;
    }
    BigInteger value = text.startsWith("-") ? sum.negate() : sum;
    if (value.abs().compareTo(MAXIMUM) > 0) {
      throw invalid("", text);
    }
    return value.longValueExact();
  }

  /** End of a run of number characters, or of others. */
  private static int end(String text, int from, boolean number) {
    int i = from;
    while (i < text.length() && isNumberPart(text.charAt(i)) == number) {
      i++;
    }
    return i;
  }

  private static boolean isNumberPart(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  private static BigInteger nanos(String number, String unit, String text) {
    boolean hasDigit = number.chars().anyMatch(Character::isDigit);
    if (!hasDigit || number.indexOf('.') != number.lastIndexOf('.')) {
      throw invalid("", text);
    }
    if (unit.isEmpty()) {
      throw invalid("missing unit in ", text);
    }
    long scale =
        switch (unit) {
          case "ns" -> 1L;
          case "us", "µs", "μs" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          default -> throw invalid("unknown unit " + GoText.quote(unit) + " in ", text);
        };
    return new BigDecimal("0" + number + (number.endsWith(".") ? "0" : ""))
        .multiply(BigDecimal.valueOf(scale))
        .setScale(0, RoundingMode.DOWN)
        .toBigInteger();
  }

  private static ExpressionFailure invalid(String what, String text) {
    String reason = what.isEmpty() ? "invalid " : what;
    return new ExpressionFailure("time: " + reason + "duration " + GoText.quote(text));
  }
}

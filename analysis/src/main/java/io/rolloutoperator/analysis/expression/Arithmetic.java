package io.rolloutoperator.analysis.expression;

import java.time.Duration;
import java.time.ZonedDateTime;

/**
 * Arithmetic on numbers, strings, times and durations. Integers wrap around at 64 bits; division
 * makes floats.
 */
final class Arithmetic {

  private Arithmetic() {}

  static Value negate(Value value) {
    return switch (value) {
      case Value.Decimal(double number) -> new Value.Decimal(-number);
      case Value.Int(long number, Value.IntKind kind) when kind.isNumber() ->
          new Value.Int(-number, kind);
      default -> throw new ExpressionFailure("invalid operation: - " + value.typeName());
    };
  }

  static Value add(Value a, Value b, Budget budget) {
    if (Numbers.isInteger(a) && Numbers.isInteger(b)) {
      return new Value.Int(Numbers.integer(a) + Numbers.integer(b));
    }
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return new Value.Decimal(Numbers.decimal(a) + Numbers.decimal(b));
    }
    if (a instanceof Value.Text(String left) && b instanceof Value.Text(String right)) {
      budget.text((long) left.length() + right.length());
      return new Value.Text(left + right);
    }
    return addTime(a, b);
  }

  private static Value addTime(Value a, Value b) {
    if (a instanceof Value.Moment(ZonedDateTime time) && b instanceof Value.Span(long nanos)) {
      return shift(time, nanos);
    }
    if (a instanceof Value.Span(long nanos) && b instanceof Value.Moment(ZonedDateTime time)) {
      return shift(time, nanos);
    }
    if (a instanceof Value.Span(long left) && b instanceof Value.Span(long right)) {
      return new Value.Span(left + right);
    }
    throw undefined(a, "+", b);
  }

  static Value subtract(Value a, Value b) {
    if (Numbers.isInteger(a) && Numbers.isInteger(b)) {
      return new Value.Int(Numbers.integer(a) - Numbers.integer(b));
    }
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return new Value.Decimal(Numbers.decimal(a) - Numbers.decimal(b));
    }
    if (a instanceof Value.Moment(ZonedDateTime left)
        && b instanceof Value.Moment(ZonedDateTime right)) {
      return between(right, left);
    }
    if (a instanceof Value.Moment(ZonedDateTime time) && b instanceof Value.Span(long nanos)) {
      return shift(time, -nanos);
    }
    if (a instanceof Value.Span(long left) && b instanceof Value.Span(long right)) {
      return new Value.Span(left - right);
    }
    throw undefined(a, "-", b);
  }

  static Value multiply(Value a, Value b) {
    if (Numbers.isInteger(a) && Numbers.isInteger(b)) {
      return new Value.Int(Numbers.integer(a) * Numbers.integer(b));
    }
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return new Value.Decimal(Numbers.decimal(a) * Numbers.decimal(b));
    }
    boolean isDecimal = a instanceof Value.Decimal || b instanceof Value.Decimal;
    boolean spans = isFactor(a) && isFactor(b);
    if (!spans) {
      throw undefined(a, "*", b);
    }
    return isDecimal
        ? new Value.Decimal(factor(a) * factor(b))
        : new Value.Span(nanos(a) * nanos(b));
  }

  private static boolean isFactor(Value value) {
    return value instanceof Value.Span || Numbers.isNumber(value);
  }

  private static double factor(Value value) {
    return value instanceof Value.Span(long nanos) ? nanos : Numbers.decimal(value);
  }

  private static long nanos(Value value) {
    return value instanceof Value.Span(long nanos) ? nanos : Numbers.integer(value);
  }

  static Value divide(Value a, Value b) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return new Value.Decimal(Numbers.decimal(a) / Numbers.decimal(b));
    }
    throw undefined(a, "/", b);
  }

  static Value modulo(Value a, Value b) {
    if (!Numbers.isInteger(a) || !Numbers.isInteger(b)) {
      throw undefined(a, "%", b);
    }
    if (Numbers.integer(b) == 0) {
      throw new ExpressionFailure("runtime error: integer divide by zero");
    }
    return new Value.Int(Numbers.integer(a) % Numbers.integer(b));
  }

  /** Powers; unlike in Java, 1 to any power is 1, and so is -1 to an infinite one. */
  static Value power(Value a, Value b) {
    double base = Numbers.decimal(a);
    double exponent = Numbers.decimal(b);
    boolean isOne = base == 1 || (base == -1 && Double.isInfinite(exponent));
    return new Value.Decimal(isOne ? 1 : Math.pow(base, exponent));
  }

  private static Value shift(ZonedDateTime time, long nanos) {
    return new Value.Moment(time.plusNanos(nanos));
  }

  /** The time between two times; the longest durations there are where it does not fit. */
  static Value between(ZonedDateTime from, ZonedDateTime to) {
    Duration duration = Duration.between(from, to);
    try {
      return new Value.Span(duration.toNanos());
    } catch (ArithmeticException e) {
      return new Value.Span(duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
  }

  static ExpressionFailure undefined(Value a, String operator, Value b) {
    return new ExpressionFailure(
        "invalid operation: %s %s %s".formatted(a.typeName(), operator, b.typeName()));
  }
}

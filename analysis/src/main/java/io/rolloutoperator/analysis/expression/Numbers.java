package io.rolloutoperator.analysis.expression;

/** Numbers across their types: integers stay integers until they meet a float. */
final class Numbers {

  private Numbers() {}

  static boolean isNumber(Value value) {
    return value instanceof Value.Decimal
        || (value instanceof Value.Int(long _, Value.IntKind kind) && kind.isNumber());
  }

  static boolean isInteger(Value value) {
    return value instanceof Value.Int && isNumber(value);
  }

  /** The value of a number as an integer; only for integers. */
  static long integer(Value value) {
    if (value instanceof Value.Int(long number, Value.IntKind _)) {
      return number;
    }
    throw new IllegalArgumentException("not an integer: " + value.typeName());
  }

  /** The value of a number as a float. */
  static double decimal(Value value) {
    return switch (value) {
      case Value.Decimal(double number) -> number;
      case Value.Int(long number, Value.IntKind kind) when kind.isNumber() -> number;
      default -> throw new ExpressionFailure("invalid operation: float(" + value.typeName() + ")");
    };
  }

  static boolean equal(Value a, Value b) {
    boolean exact = isInteger(a) && isInteger(b);
    return exact ? integer(a) == integer(b) : decimal(a) == decimal(b);
  }

  static boolean less(Value a, Value b) {
    boolean exact = isInteger(a) && isInteger(b);
    return exact ? integer(a) < integer(b) : decimal(a) < decimal(b);
  }
}

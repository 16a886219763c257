package io.rolloutoperator.analysis.expression;

import java.util.List;

/**
 * Reads values as the type a function needs; the type checker lets unknown types through, so it can
 * still be wrong here.
 */
final class Arguments {

  private Arguments() {}

  static String text(Value value) {
    if (value instanceof Value.Text(String text)) {
      return text;
    }
    throw conversion(value, "string");
  }

  static double decimal(Value value) {
    if (value instanceof Value.Decimal(double number)) {
      return number;
    }
    throw conversion(value, "float64");
  }

  /** An integer where also floats are taken, cut toward zero. */
  static long truncated(Value value) {
    return switch (value) {
      case Value.Int(long number, Value.IntKind kind) when kind.isNumber() -> number;
      case Value.Decimal(double number) -> truncate(number);
      default -> throw new ExpressionFailure("invalid operation: int(" + value.typeName() + ")");
    };
  }

  /**
   * Cuts toward zero; what does not fit becomes the smallest integer, as on the processors the
   * reference runs on.
   */
  static long truncate(double number) {
    boolean fits = number >= -0x1p63 && number < 0x1p63;
    return fits ? (long) number : Long.MIN_VALUE;
  }

  static List<Value> list(Value value, String action) {
    if (value instanceof Value.Sequence(List<Value> items, Value.ListKind _)) {
      return items;
    }
    throw new ExpressionFailure("cannot " + action + " " + kindName(value));
  }

  /** The family of a value's type, as some messages name it. */
  static String kindName(Value value) {
    return switch (value) {
      case Value.Nil _ -> "invalid";
      case Value.Bool _ -> "bool";
      case Value.Int(long _, Value.IntKind kind) -> kind.isNumber() ? kind.typeName() : "int";
      case Value.Decimal _ -> "float64";
      case Value.Text _ -> "string";
      case Value.Sequence(List<Value> _, Value.ListKind kind) ->
          kind == Value.ListKind.PAIR ? "array" : "slice";
      case Value.Mapping _ -> "map";
      case Value.Moment _ -> "struct";
      case Value.Span _ -> "int64";
      case Value.Zone _ -> "ptr";
      case Value.Callable _ -> "func";
    };
  }

  static ExpressionFailure conversion(Value value, String wanted) {
    String found = value instanceof Value.Nil ? "nil" : value.typeName();
    return new ExpressionFailure(
        "interface conversion: interface {} is " + found + ", not " + wanted);
  }
}

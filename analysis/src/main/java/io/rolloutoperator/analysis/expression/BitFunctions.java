package io.rolloutoperator.analysis.expression;

import java.util.List;
import java.util.function.LongBinaryOperator;

/** Functions on the bits of integers. */
final class BitFunctions {

  private static final int BITS = 64;
  private static final Function.Rule TWO =
      Signature.anyOf(Signature.of(Type.INT, Type.INT, Type.INT));

  static final List<Function> ALL =
      List.of(
          binary("bitand", (x, y) -> x & y),
          binary("bitor", (x, y) -> x | y),
          binary("bitxor", (x, y) -> x ^ y),
          binary("bitnand", (x, y) -> x & ~y),
          binary("bitshl", (x, y) -> count(y) >= BITS ? 0 : x << y),
          binary("bitshr", (x, y) -> count(y) >= BITS ? x >> (BITS - 1) : x >> y),
          binary("bitushr", (x, y) -> count(y) >= BITS ? 0 : x >>> y),
          new Function(
              "bitnot",
              Signature.anyOf(Signature.of(Type.INT, Type.INT)),
              (a, _) -> new Value.Int(~integer("bitnot", a.getFirst()))));

  private BitFunctions() {}

  private static Function binary(String name, LongBinaryOperator operator) {
    return new Function(
        name,
        TWO,
        (a, _) ->
            new Value.Int(
                operator.applyAsLong(integer(name, a.getFirst()), integer(name, a.get(1)))));
  }

  private static long integer(String name, Value value) {
    if (Numbers.isInteger(value)) {
      return Numbers.integer(value);
    }
    throw new ExpressionFailure(
        "cannot use %s as argument (type int) to call %s".formatted(value.typeName(), name));
  }

  private static long count(long shift) {
    if (shift < 0) {
      throw new ExpressionFailure(
          "invalid operation: negative shift count %d (type int)".formatted(shift));
    }
    return shift;
  }
}

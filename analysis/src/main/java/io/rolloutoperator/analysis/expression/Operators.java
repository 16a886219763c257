package io.rolloutoperator.analysis.expression;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Infix operators that need both their operands' values. */
final class Operators {

  private Operators() {}

  static Value apply(BinaryOperator operator, Value a, Value b, Budget budget) {
    return switch (operator) {
      case EQUAL -> new Value.Bool(Equality.equal(a, b, budget));
      case NOT_EQUAL -> new Value.Bool(!Equality.equal(a, b, budget));
      case LESS -> new Value.Bool(less(a, b, "<", a, b, budget));
      case GREATER -> new Value.Bool(less(b, a, ">", a, b, budget));
      case LESS_OR_EQUAL -> new Value.Bool(lessOrEqual(a, b, "<=", a, b, budget));
      case GREATER_OR_EQUAL -> new Value.Bool(lessOrEqual(b, a, ">=", a, b, budget));
      case ADD -> Arithmetic.add(a, b, budget);
      case SUBTRACT -> Arithmetic.subtract(a, b);
      case MULTIPLY -> Arithmetic.multiply(a, b);
      case DIVIDE -> Arithmetic.divide(a, b);
      case MODULO -> Arithmetic.modulo(a, b);
      case POWER -> Arithmetic.power(a, b);
      case RANGE -> range(Arguments.truncated(a), Arguments.truncated(b), budget);
      case CONTAINS -> texts(a, b, budget, String::contains);
      case STARTS_WITH -> texts(a, b, budget, String::startsWith);
      case ENDS_WITH -> texts(a, b, budget, String::endsWith);
      case PIPE, OR, AND, IN, MATCHES, COALESCE ->
          throw new IllegalStateException("evaluated with its operands: " + operator);
    };
  }

  /** Order of two values, as needed for sorting. */
  static boolean less(Value a, Value b, Budget budget) {
    return less(a, b, "<", a, b, budget);
  }

  private static boolean less(
      Value a, Value b, String symbol, Value left, Value right, Budget budget) {
    budget.steps(1);
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Numbers.less(a, b);
    }
    return compare(a, b, symbol, left, right, budget) < 0;
  }

  private static boolean lessOrEqual(
      Value a, Value b, String symbol, Value left, Value right, Budget budget) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Numbers.less(a, b) || Numbers.equal(a, b);
    }
    return compare(a, b, symbol, left, right, budget) <= 0;
  }

  private static int compare(
      Value a, Value b, String symbol, Value left, Value right, Budget budget) {
    if (a instanceof Value.Text(String x) && b instanceof Value.Text(String y)) {
      budget.scan(Math.min(x.length(), y.length()));
      return GoText.compare(x, y);
    }
    if (a instanceof Value.Moment(ZonedDateTime x) && b instanceof Value.Moment(ZonedDateTime y)) {
      return x.toInstant().compareTo(y.toInstant());
    }
    if (a instanceof Value.Span(long x) && b instanceof Value.Span(long y)) {
      return Long.compare(x, y);
    }
    throw Arithmetic.undefined(left, symbol, right);
  }

  private static Value range(long from, long to, Budget budget) {
    long size = to < from ? 0 : to - from + 1;
    budget.elements(size < 0 ? Long.MAX_VALUE / 2 : size);
    List<Value> items = new ArrayList<>();
    for (long i = 0; i < size; i++) {
      items.add(new Value.Int(from + i));
    }
    return new Value.Sequence(items, Value.ListKind.INTS);
  }

  private static Value texts(Value a, Value b, Budget budget, BiPredicate<String, String> test) {
    if (a instanceof Value.Nil || b instanceof Value.Nil) {
      return new Value.Bool(false);
    }
    String text = Arguments.text(a);
    String part = Arguments.text(b);
    budget.scan((long) text.length() + part.length());
    return new Value.Bool(test.test(text, part));
  }
}

package io.rolloutoperator.analysis.expression;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The operator {@code ==}: numbers compare by value across their types, lists element by element,
 * everything else only with its own type.
 */
final class Equality {

  private final Budget budget;

  private Equality(Budget budget) {
    this.budget = budget;
  }

  static boolean equal(Value a, Value b, Budget budget) {
    return new Equality(budget).equal(a, b, 0);
  }

  private boolean equal(Value a, Value b, int depth) {
    budget.steps(1);
    Budget.depth(depth);
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Numbers.equal(a, b);
    }
    if (a instanceof Value.Sequence left
        && b instanceof Value.Sequence right
        && isElementwise(left.kind(), right.kind())) {
      return equal(left.items(), right.items(), depth);
    }
    return same(a, b, depth);
  }

  private static boolean isElementwise(Value.ListKind a, Value.ListKind b) {
    boolean pairs = isPair(a) || isPair(b);
    return !pairs && (a == b || a == Value.ListKind.ANY || b == Value.ListKind.ANY);
  }

  private static boolean isPair(Value.ListKind kind) {
    return kind == Value.ListKind.PAIR || kind == Value.ListKind.PAIRS;
  }

  private boolean equal(List<Value> a, List<Value> b, int depth) {
    if (a.size() != b.size()) {
      return false;
    }
    Iterator<Value> other = b.iterator();
    for (Value value : a) {
      if (!equal(value, other.next(), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  /** Equality of type and content, all the way down. */
  private boolean same(Value a, Value b, int depth) {
    budget.steps(1);
    Budget.depth(depth);
    return switch (a) {
      case Value.Decimal(double left) -> b instanceof Value.Decimal(double right) && left == right;
      case Value.Text(String left) -> {
        budget.scan(left.length());
        yield a.equals(b);
      }
      case Value.Moment(var left) ->
          b instanceof Value.Moment(var right) && left.toInstant().equals(right.toInstant());
      case Value.Sequence left -> b instanceof Value.Sequence right && same(left, right, depth);
      case Value.Mapping left -> b instanceof Value.Mapping right && same(left, right, depth);
      case Value.Callable _ -> false;
      case Value.Nil _, Value.Bool _, Value.Int _, Value.Span _, Value.Zone _ -> a.equals(b);
    };
  }

  private boolean same(Value.Sequence a, Value.Sequence b, int depth) {
    if (a.kind() != b.kind() || a.items().size() != b.items().size()) {
      return false;
    }
    Iterator<Value> other = b.items().iterator();
    for (Value value : a.items()) {
      if (!same(value, other.next(), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean same(Value.Mapping a, Value.Mapping b, int depth) {
    if (a.kind() != b.kind() || a.entries().size() != b.entries().size()) {
      return false;
    }
    for (Map.Entry<Value, Value> entry : a.entries().entrySet()) {
      Value other = b.entries().get(entry.getKey());
      if (other == null || !same(entry.getValue(), other, depth + 1)) {
        return false;
      }
    }
    return true;
  }
}

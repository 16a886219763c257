package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.Value;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Whether values are equal all the way down. Each pair is paid for: lists share their parts, and a
 * few of them can stand for more pairs than anybody can compare.
 */
final class Equality {

  private final Budget budget;

  Equality(Budget budget) {
    this.budget = budget;
  }

  boolean equal(Value a, Value b) {
    return equal(a, b, 0);
  }

  boolean contains(List<Value> items, Value wanted) {
    return items.stream().anyMatch(item -> equal(item, wanted));
  }

  private boolean equal(Value a, Value b, int depth) {
    budget.steps(1);
    budget.depth(depth);
    return switch (a) {
      case Value.Sequence left -> b instanceof Value.Sequence right && equal(left, right, depth);
      case Value.Mapping left -> b instanceof Value.Mapping right && equal(left, right, depth);
      case Value.Text(String text) -> {
        budget.read(text.length());
        yield a.equals(b);
      }
      default -> a.equals(b);
    };
  }

  private boolean equal(Value.Sequence a, Value.Sequence b, int depth) {
    if (a.kind() != b.kind() || a.items().size() != b.items().size()) {
      return false;
    }
    Iterator<Value> other = b.items().iterator();
    for (Value value : a.items()) {
      if (!equal(value, other.next(), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean equal(Value.Mapping a, Value.Mapping b, int depth) {
    if (a.kind() != b.kind() || a.entries().size() != b.entries().size()) {
      return false;
    }
    for (Map.Entry<Value, Value> entry : a.entries().entrySet()) {
      Value other = b.entries().get(entry.getKey());
      if (other == null || !equal(entry.getValue(), other, depth + 1)) {
        return false;
      }
    }
    return true;
  }
}

package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.Value;
import java.util.List;

/** Which values count as true: those that are neither zero nor empty. */
final class Truth {

  private Truth() {}

  static boolean of(Value value) {
    return switch (value) {
      case Value.Nil _ -> false;
      case Value.Bool(boolean truth) -> truth;
      case Value.Int(long number, Value.IntKind _) -> number != 0;
      case Value.Decimal(double number) -> number != 0;
      case Value.Text(String text) -> !text.isEmpty();
      case Value.Sequence(List<Value> items, Value.ListKind _) -> !items.isEmpty();
      case Value.Mapping map -> !map.entries().isEmpty();
      case Value.Span(long nanos) -> nanos != 0;
      case Value.Moment _, Value.Zone _, Value.Callable _ -> true;
    };
  }
}

package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of integers. */
final class Counting {

  private Counting() {}

  static Value until(List<Value> arguments, Function.Context context) {
    long count = Values.integer(arguments.getFirst());
    return row(0, count, count < 0 ? -1 : 1, context);
  }

  static Value untilStep(List<Value> arguments, Function.Context context) {
    return row(
        Values.integer(arguments.get(0)),
        Values.integer(arguments.get(1)),
        Values.integer(arguments.get(2)),
        context);
  }

  /** {@code seq last}, {@code seq first last} or {@code seq first step last}, as a text. */
  static Value sequence(List<Value> arguments, Function.Context context) {
    if (arguments.isEmpty() || arguments.size() > 3) {
      return Value.of("");
    }
    long first = arguments.size() == 1 ? 1 : Values.integer(arguments.getFirst());
    long last = Values.integer(arguments.getLast());
    int direction = last < first ? -1 : 1;
    long step = arguments.size() == 3 ? Values.integer(arguments.get(1)) : direction;
    if (direction < 0 && step > 0) {
      return Value.of("");
    }
    Value row = row(first, last + direction, step, context);
    return Value.of(
        Values.items(row, "join").stream().map(Texts::of).collect(Collectors.joining(" ")));
  }

  /** From the first on, the end not included; nothing if the step leads away from it. */
  private static Value row(long first, long end, long step, Function.Context context) {
    List<Value> row = new ArrayList<>();
    boolean leads = end < first ? step < 0 : step > 0;
    for (long i = first; leads && (end < first ? i > end : i < end); i += step) {
      context.budget().elements(1);
      row.add(Values.integer(i));
    }
    return new Value.Sequence(row, Value.ListKind.INTS);
  }
}

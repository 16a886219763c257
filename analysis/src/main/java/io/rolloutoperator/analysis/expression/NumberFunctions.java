package io.rolloutoperator.analysis.expression;

import io.rolloutoperator.analysis.expression.Type.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.DoubleUnaryOperator;

/** Functions on numbers and lists of numbers. */
final class NumberFunctions {

  static final List<Function> ALL =
      List.of(
          new Function("abs", NumberFunctions::absType, NumberFunctions::abs),
          rounding("ceil", Math::ceil),
          rounding("floor", Math::floor),
          rounding("round", NumberFunctions::round),
          new Function(
              "max", Rules.aggregate("max"), (a, c) -> extreme("max", a, c, Numbers::less)),
          new Function(
              "min",
              Rules.aggregate("min"),
              (a, c) -> extreme("min", a, c, (x, y) -> Numbers.less(y, x))),
          new Function("mean", Rules.aggregate("mean"), NumberFunctions::mean),
          new Function("median", Rules.aggregate("median"), NumberFunctions::median));

  private NumberFunctions() {}

  private static Type absType(String name, List<Type> arguments) {
    Type argument = Rules.only(arguments);
    if (argument.isUnknown()
        || argument.isNumber()
        || argument.is(Kind.SPAN)
        || argument.is(Kind.CALENDAR)) {
      return argument;
    }
    throw new ExpressionFailure(
        "invalid argument for abs (type %s)".formatted(Rules.shown(argument)));
  }

  private static Value abs(List<Value> arguments, Function.Context context) {
    return switch (arguments.getFirst()) {
      case Value.Decimal(double number) -> new Value.Decimal(number < 0 ? -number : number);
      case Value.Int(long number, Value.IntKind kind) when kind.isNumber() ->
          new Value.Int(number < 0 ? -number : number, kind);
      default -> throw invalid("abs", arguments.getFirst());
    };
  }

  private static Function rounding(String name, DoubleUnaryOperator operator) {
    return new Function(
        name,
        Rules.single(
            "invalid argument for " + name + " (type %s)",
            Type.FLOAT,
            Kind.INT,
            Kind.FLOAT,
            Kind.SPAN,
            Kind.CALENDAR),
        (a, _) -> {
          if (Numbers.isNumber(a.getFirst())) {
            return new Value.Decimal(operator.applyAsDouble(Numbers.decimal(a.getFirst())));
          }
          throw invalid(name, a.getFirst());
        });
  }

  /** Halves go away from zero. */
  private static double round(double number) {
    double cut = number < 0 ? Math.ceil(number) : Math.floor(number);
    return Math.abs(number - cut) >= 0.5 ? cut + Math.copySign(1, number) : cut;
  }

  private static ExpressionFailure invalid(String name, Value value) {
    return new ExpressionFailure(
        "invalid argument for %s (type %s)".formatted(name, value.typeName()));
  }

  /**
   * The first number no other one replaces; lists inside lists are looked through. An empty list
   * has none: nil.
   */
  private static Value extreme(
      String name,
      List<Value> arguments,
      Function.Context context,
      BiPredicate<Value, Value> isReplacedBy) {
    if (arguments.size() == 1 && !(arguments.getFirst() instanceof Value.Sequence)) {
      return arguments.getFirst();
    }
    Optional<Value> best = Optional.empty();
    for (Value number : numbers(name, arguments, context, 0)) {
      best = Optional.of(best.filter(b -> !isReplacedBy.test(b, number)).orElse(number));
    }
    return best.orElse(Value.NIL);
  }

  private static Value mean(List<Value> arguments, Function.Context context) {
    List<Value> numbers = numbers("mean", arguments, context, 0);
    double sum = 0;
    for (Value number : numbers) {
      sum += Numbers.decimal(number);
    }
    return new Value.Decimal(numbers.isEmpty() ? 0 : sum / numbers.size());
  }

  private static Value median(List<Value> arguments, Function.Context context) {
    List<Value> numbers = numbers("median", arguments, context, 0);
    context.budget().steps(numbers.size() * 4L);
    double[] sorted = numbers.stream().mapToDouble(Numbers::decimal).sorted().toArray();
    int size = sorted.length;
    if (size == 0) {
      return new Value.Decimal(0);
    }
    return new Value.Decimal(
        size % 2 == 1 ? sorted[size / 2] : (sorted[size / 2 - 1] + sorted[size / 2]) / 2);
  }

  private static List<Value> numbers(
      String name, List<Value> values, Function.Context context, int depth) {
    Budget.depth(depth);
    context.budget().steps(1 + values.size());
    List<Value> numbers = new ArrayList<>();
    for (Value value : values) {
      if (value instanceof Value.Sequence(List<Value> items, Value.ListKind _)) {
        numbers.addAll(numbers(name, items, context, depth + 1));
      } else if (Numbers.isNumber(value)) {
        numbers.add(value);
      } else {
        throw invalid(name, value);
      }
    }
    return numbers;
  }
}

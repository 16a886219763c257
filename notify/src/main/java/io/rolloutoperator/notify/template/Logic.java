package io.rolloutoperator.notify.template;

import static io.rolloutoperator.notify.template.Function.Parameter.ANY;

import io.rolloutoperator.analysis.expression.GoValues;
import io.rolloutoperator.analysis.expression.Value;
import java.util.List;

/** {@code and}, {@code or}, {@code not} and comparisons. */
final class Logic {

  static final List<Function> ALL =
      List.of(
          Function.variadic("and", (a, _) -> a.getLast(), ANY, ANY),
          Function.variadic("or", (a, _) -> a.getLast(), ANY, ANY),
          Function.of("not", (a, _) -> Value.of(!Truth.of(a.getFirst())), ANY),
          Function.variadic("eq", (a, _) -> equal(a), ANY, ANY),
          Function.of("ne", (a, _) -> Value.of(!isEqual(a.get(0), a.get(1))), ANY, ANY),
          Function.of("lt", (a, _) -> Value.of(isLess(a)), ANY, ANY),
          Function.of("le", (a, _) -> Value.of(isAtMost(a)), ANY, ANY),
          Function.of("gt", (a, _) -> Value.of(!isAtMost(a)), ANY, ANY),
          Function.of("ge", (a, _) -> Value.of(!isLess(a)), ANY, ANY));

  private Logic() {}

  /** Whether a function evaluates only as many arguments as it needs. */
  static boolean isShortCircuit(Function function) {
    return function.name().equals("and") || function.name().equals("or");
  }

  /** The truth that ends it. */
  static boolean decisive(Function function) {
    return function.name().equals("or");
  }

  private static Value equal(List<Value> arguments) {
    if (arguments.size() < 2) {
      throw new TemplateFailure("missing argument for comparison");
    }
    Value first = arguments.getFirst();
    for (Value other : arguments.subList(1, arguments.size())) {
      if (isEqual(first, other)) {
        return Value.of(true);
      }
    }
    return Value.of(false);
  }

  private static boolean isEqual(Value a, Value b) {
    if (a instanceof Value.Nil || b instanceof Value.Nil) {
      return a instanceof Value.Nil && b instanceof Value.Nil;
    }
    requireSameKind(a, b);
    return switch (a) {
      case Value.Int(long number, Value.IntKind _) -> number == Values.integer(b);
      case Value.Decimal(double number) -> number == Values.decimal(b);
      case Value.Sequence _, Value.Mapping _, Value.Callable _ ->
          throw new TemplateFailure("non-comparable type " + a.typeName());
      default -> a.equals(b);
    };
  }

  private static boolean isAtMost(List<Value> arguments) {
    return isLess(arguments) || isEqual(arguments.get(0), arguments.get(1));
  }

  private static boolean isLess(List<Value> arguments) {
    Value a = arguments.get(0);
    Value b = arguments.get(1);
    requireOrdered(a);
    requireOrdered(b);
    requireSameKind(a, b);
    return switch (a) {
      case Value.Int(long number, Value.IntKind _) -> number < Values.integer(b);
      case Value.Span(long nanos) -> nanos < ((Value.Span) b).nanos();
      case Value.Decimal(double number) -> number < Values.decimal(b);
      case Value.Text(String text) -> GoValues.compare(text, Texts.of(b)) < 0;
      default -> throw new TemplateFailure("invalid type for comparison");
    };
  }

  private static void requireOrdered(Value value) {
    boolean isBasic =
        switch (value) {
          case Value.Int _, Value.Decimal _, Value.Text _, Value.Bool _, Value.Span _ -> true;
          default -> false;
        };
    if (!isBasic) {
      throw new TemplateFailure("invalid type for comparison");
    }
  }

  private static void requireSameKind(Value a, Value b) {
    if (!a.getClass().equals(b.getClass())) {
      throw new TemplateFailure(
          "incompatible types for comparison: " + a.typeName() + " and " + b.typeName());
    }
  }
}

package io.rolloutoperator.notify.template;

import static io.rolloutoperator.notify.template.Function.Parameter.ANY;
import static io.rolloutoperator.notify.template.Function.Parameter.DECIMAL;
import static io.rolloutoperator.notify.template.Function.Parameter.INTEGER;
import static io.rolloutoperator.notify.template.Function.Parameter.TEXT;

import io.rolloutoperator.analysis.expression.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;

/** Arithmetic. Integers wrap around; floats are added and multiplied as decimal numbers. */
final class NumberFunctions {

  private static final int DECIMAL_PLACES = 16;
  private static final int PAIRS_PER_STEP = 64;

  static final List<Function> ALL =
      List.of(
          Function.of("int", (a, _) -> Values.integer(Casts.toLong(a.getFirst())), ANY),
          Function.of("int64", (a, _) -> Values.wide(Casts.toLong(a.getFirst())), ANY),
          Function.of("float64", (a, _) -> Value.of(Casts.toDouble(a.getFirst())), ANY),
          Function.of("atoi", (a, _) -> atoi(Texts.of(a.getFirst())), TEXT),
          Function.of("toDecimal", (a, c) -> octal(Texts.of(a.getFirst(), c.budget())), ANY),
          Function.of("add1", (a, _) -> Values.wide(Casts.toLong(a.getFirst()) + 1), ANY),
          Function.variadic(
              "add", (a, _) -> Values.wide(a.stream().mapToLong(Casts::toLong).sum()), ANY),
          Function.of("sub", (a, _) -> whole(a, (x, y) -> x - y), ANY, ANY),
          Function.of("div", (a, _) -> whole(a, NumberFunctions::quotient), ANY, ANY),
          Function.of("mod", (a, _) -> whole(a, NumberFunctions::remainder), ANY, ANY),
          Function.variadic("mul", (a, _) -> whole(a, (x, y) -> x * y), ANY, ANY),
          Function.variadic("max", (a, _) -> whole(a, Math::max), ANY, ANY),
          Function.variadic("biggest", (a, _) -> whole(a, Math::max), ANY, ANY),
          Function.variadic("min", (a, _) -> whole(a, Math::min), ANY, ANY),
          Function.variadic("maxf", (a, _) -> decimal(a, Math::max), ANY, ANY),
          Function.variadic("minf", (a, _) -> decimal(a, Math::min), ANY, ANY),
          Function.of("add1f", (a, c) -> exact(a, c, (x, _) -> x.add(BigDecimal.ONE)), ANY),
          Function.variadic("addf", (a, c) -> exact(a, c, BigDecimal::add), ANY),
          Function.variadic("subf", (a, c) -> exact(a, c, BigDecimal::subtract), ANY, ANY),
          Function.variadic("mulf", (a, c) -> exact(a, c, BigDecimal::multiply), ANY, ANY),
          Function.variadic("divf", (a, c) -> exact(a, c, NumberFunctions::ratio), ANY, ANY),
          rounding("ceil", Math::ceil),
          rounding("floor", Math::floor),
          Function.variadic("round", (a, _) -> round(a), DECIMAL, ANY, INTEGER),
          Function.of("until", (a, c) -> Counting.until(a, c), INTEGER),
          Function.of("untilStep", (a, c) -> Counting.untilStep(a, c), INTEGER, INTEGER, INTEGER),
          Function.variadic("seq", (a, c) -> Counting.sequence(a, c), INTEGER));

  private NumberFunctions() {}

  private static Function rounding(String name, DoubleUnaryOperator body) {
    return Function.of(
        name, (a, _) -> Value.of(body.applyAsDouble(Casts.toDouble(a.getFirst()))), ANY);
  }

  private static Value atoi(String text) {
    try {
      return Values.integer(Long.parseLong(text));
    } catch (NumberFormatException _) {
      return Values.integer(0);
    }
  }

  private static Value octal(String text) {
    try {
      return Values.wide(Long.parseLong(text, 8));
    } catch (NumberFormatException _) {
      return Values.wide(0);
    }
  }

  private static Value whole(List<Value> arguments, LongBinaryOperator operator) {
    return Values.wide(arguments.stream().mapToLong(Casts::toLong).reduce(operator).orElseThrow());
  }

  private static Value decimal(List<Value> arguments, DoubleBinaryOperator operator) {
    return Value.of(arguments.stream().mapToDouble(Casts::toDouble).reduce(operator).orElseThrow());
  }

  /** Products and quotients have more digits with every number. */
  private static Value exact(
      List<Value> arguments, Function.Context context, BinaryOperator<BigDecimal> operator) {
    context.budget().steps((long) arguments.size() * arguments.size() / PAIRS_PER_STEP);
    List<BigDecimal> numbers =
        arguments.stream().map(value -> BigDecimal.valueOf(Casts.toDouble(value))).toList();
    BigDecimal result =
        numbers.size() == 1
            ? operator.apply(numbers.getFirst(), BigDecimal.ZERO)
            : numbers.stream().reduce(operator).orElse(BigDecimal.ZERO);
    return Value.of(result.doubleValue());
  }

  private static long quotient(long a, long b) {
    return a / requireDivisor(b);
  }

  private static long remainder(long a, long b) {
    return a % requireDivisor(b);
  }

  private static long requireDivisor(long divisor) {
    if (divisor == 0) {
      throw new TemplateFailure("integer divide by zero");
    }
    return divisor;
  }

  private static BigDecimal ratio(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw new TemplateFailure("decimal division by 0");
    }
    return a.divide(b, DECIMAL_PLACES, RoundingMode.HALF_UP);
  }

  private static Value round(List<Value> arguments) {
    double half = arguments.size() > 2 ? Values.decimal(arguments.get(2)) : 0.5;
    double power = Math.pow(10, (double) Values.integer(arguments.get(1)));
    double digits = power * Casts.toDouble(arguments.getFirst());
    double fraction = digits - (digits < 0 ? Math.ceil(digits) : Math.floor(digits));
    return Value.of((fraction >= half ? Math.ceil(digits) : Math.floor(digits)) / power);
  }
}

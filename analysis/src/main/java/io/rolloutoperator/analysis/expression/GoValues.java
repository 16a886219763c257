package io.rolloutoperator.analysis.expression;

import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Texts and methods of values for other languages over the same values, such as templates. */
public final class GoValues {

  private GoValues() {}

  /** A value as the reference prints it; empty if it is nested too deeply or larger than 1 MiB. */
  public static Optional<String> text(Value value) {
    try {
      return Optional.of(Formatter.format(value));
    } catch (ExpressionFailure _) {
      return Optional.empty();
    }
  }

  /** A number as in JSON. */
  public static String json(double number) {
    return GoText.formatJson(number);
  }

  /** A quoted text with control characters escaped. */
  public static String quote(String text) {
    return GoText.quote(text);
  }

  /** Orders texts by their bytes in UTF-8. */
  public static int compare(String a, String b) {
    return GoText.compare(a, b);
  }

  /** A length of time such as {@code 1h2m3s}. */
  public static String span(long nanos) {
    return Formatter.span(nanos);
  }

  /** Nanoseconds of a text such as {@code 1h2m3s}; empty if it is none. */
  public static Optional<Long> span(String text) {
    try {
      return Optional.of(DurationText.parse(text));
    } catch (ExpressionFailure _) {
      return Optional.empty();
    }
  }

  /** A time in a layout of the reference, which is written as 2 January 2006, 15:04:05. */
  public static String format(ZonedDateTime time, String layout) {
    return TimeLayout.format(time, layout);
  }

  /** Reads a time in a layout; empty if the text is not in it. */
  public static Optional<ZonedDateTime> time(String text, String layout, ZoneId zone) {
    try {
      return TimeLayout.tryParse(text, layout, zone);
    } catch (ExpressionFailure | DateTimeException _) {
      return Optional.empty();
    }
  }

  /**
   * A regular expression whose matching takes time linear in the text.
   *
   * @return empty if it is none, longer than 4,096 characters, or its compiled form would be large
   */
  public static Optional<Pattern> pattern(String pattern) {
    try {
      return Optional.of(Patterns.compile(pattern));
    } catch (ExpressionFailure _) {
      return Optional.empty();
    }
  }

  /** Whether times and durations have a method of this name. */
  public static boolean hasMethod(Value receiver, String name) {
    return TimeMethods.find(receiver.typeName(), name).isPresent();
  }

  /**
   * Calls a method of a time or a duration.
   *
   * @param name for which {@link #hasMethod} holds
   */
  public static Expression.Outcome call(
      Value receiver, String name, List<Value> arguments, Instant now) {
    try {
      Function method =
          TimeMethods.find(receiver.typeName(), name)
              .orElseThrow(() -> new ExpressionFailure("no method " + name));
      method.rule().check(name, arguments.stream().map(Type::of).toList());
      List<Value> all = new ArrayList<>();
      all.add(receiver);
      all.addAll(arguments);
      return new Expression.Outcome.Evaluated(
          method.body().apply(all, new Function.Context(new Budget(), now)));
    } catch (ExpressionFailure failure) {
      return new Expression.Outcome.EvaluationError(failure.text());
    } catch (DateTimeException | ArithmeticException _) {
      return new Expression.Outcome.EvaluationError("time out of range");
    }
  }
}

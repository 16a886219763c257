package io.rolloutoperator.analysis.expression;

import java.time.Instant;
import java.util.Optional;

/**
 * The success and failure condition of a metric, and what they make of a result.
 *
 * @param success condition that must hold, or empty
 * @param failure condition that must not hold, or empty
 */
public record Conditions(Optional<String> success, Optional<String> failure) {

  private static final String NO_DATA =
      "metric result is nil or empty: no data returned from the metric provider";

  /** What a measurement is worth. */
  public sealed interface Verdict {

    /** The result is good. */
    record Successful() implements Verdict {}

    /**
     * No failure was shown, but the result is not a number, which fails every comparison. Counts as
     * successful, as it does for existing users of this API; whoever records it should warn.
     */
    record SuccessfulWithoutNumber() implements Verdict {}

    /** The result is bad. */
    record Failed() implements Verdict {}

    /** The result is neither good nor bad. */
    record Inconclusive() implements Verdict {}

    /**
     * The conditions could not be applied to the result.
     *
     * @param message one line with the condition and the reason
     */
    record Erroneous(String message) implements Verdict {}
  }

  private sealed interface Answer {
    record Held(boolean value) implements Answer {}

    record Unanswered(String message) implements Answer {}
  }

  /** Conditions as written in a metric, where an empty text means none. */
  public static Conditions of(String success, String failure) {
    return new Conditions(
        Optional.of(success).filter(s -> !s.isEmpty()),
        Optional.of(failure).filter(f -> !f.isEmpty()));
  }

  /**
   * Applies the conditions. Without any, every result is successful; with one, the other outcome
   * follows from its absence; with both, failure wins and a result that meets neither is
   * inconclusive.
   *
   * @param now what {@code now()} returns in the conditions
   */
  public Verdict judge(Value result, Instant now) {
    Optional<Answer> succeeded = success.map(s -> ask("successCondition", s, result, now));
    if (succeeded.orElse(new Answer.Held(true)) instanceof Answer.Unanswered(String message)) {
      return new Verdict.Erroneous(message);
    }
    Optional<Answer> failed = failure.map(f -> ask("failureCondition", f, result, now));
    if (failed.orElse(new Answer.Held(false)) instanceof Answer.Unanswered(String message)) {
      return new Verdict.Erroneous(message);
    }
    if (failed.filter(Conditions::holds).isPresent()) {
      return new Verdict.Failed();
    }
    if (succeeded.isPresent()) {
      return holds(succeeded.get())
          ? new Verdict.Successful()
          : failed.isPresent() ? new Verdict.Inconclusive() : new Verdict.Failed();
    }
    return failed.isPresent() && isNotANumber(result)
        ? new Verdict.SuccessfulWithoutNumber()
        : new Verdict.Successful();
  }

  private static boolean holds(Answer answer) {
    return answer instanceof Answer.Held(boolean value) && value;
  }

  private static Answer ask(String name, String condition, Value result, Instant now) {
    return switch (Expression.compile(condition)) {
      case Expression.CompileError(String message) -> unanswered(name, condition, message, result);
      case Expression.Compiled compiled ->
          switch (compiled.evaluate(result, now)) {
            case Expression.Outcome.EvaluationError(String message) ->
                unanswered(name, condition, message, result);
            case Expression.Outcome.Evaluated(Value.Bool(boolean value)) -> new Answer.Held(value);
            case Expression.Outcome.Evaluated(Value value) ->
                new Answer.Unanswered(
                    describe(name, condition, "expected bool, but got " + value.typeName()));
          };
    };
  }

  private static Answer unanswered(String name, String condition, String message, Value result) {
    return new Answer.Unanswered(describe(name, condition, isEmpty(result) ? NO_DATA : message));
  }

  private static String describe(String name, String condition, String message) {
    return "could not evaluate %s \"%s\": %s".formatted(name, condition, message);
  }

  private static boolean isEmpty(Value result) {
    return switch (result) {
      case Value.Nil _ -> true;
      case Value.Sequence list -> list.items().isEmpty();
      case Value.Mapping map -> map.entries().isEmpty();
      case Value.Text(String text) -> text.isEmpty();
      case Value.Bool _,
          Value.Int _,
          Value.Decimal _,
          Value.Moment _,
          Value.Span _,
          Value.Zone _,
          Value.Callable _ ->
          false;
    };
  }

  private static boolean isNotANumber(Value result) {
    return switch (result) {
      case Value.Decimal(double number) -> Double.isNaN(number);
      case Value.Sequence list -> list.items().stream().anyMatch(Conditions::isNotANumber);
      default -> false;
    };
  }
}

package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.Expression;
import io.rolloutoperator.analysis.expression.GoValues;
import io.rolloutoperator.analysis.expression.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Methods of times and durations, and the two functions of the variable {@code time}, which are
 * told by their types because a function has nothing else.
 */
final class TimeCalls {

  static final Value NOW = new Value.Callable("func() time.Time");
  static final Value PARSE = new Value.Callable("func(string) time.Time");

  private static final String RFC_3339 = "2006-01-02T15:04:05Z07:00";

  private TimeCalls() {}

  static boolean hasMethod(Value receiver, String name) {
    return GoValues.hasMethod(receiver, name);
  }

  static Value call(Value receiver, String name, List<Value> arguments, Instant now) {
    return switch (GoValues.call(receiver, name, arguments, now)) {
      case Expression.Outcome.Evaluated(Value value) -> value;
      case Expression.Outcome.EvaluationError(String message) ->
          throw new TemplateFailure("error calling " + name + ": " + message);
    };
  }

  /** {@code call f arguments}. */
  static Value call(List<Value> arguments, Function.Context context) {
    Value function = arguments.getFirst();
    List<Value> rest = arguments.subList(1, arguments.size());
    if (function.equals(NOW) && rest.isEmpty()) {
      return new Value.Moment(context.now().atZone(ZoneOffset.UTC));
    }
    if (function.equals(PARSE) && rest.size() == 1) {
      String text =
          rest.getFirst() instanceof Value.Text(String given)
              ? given
              : Texts.of(rest.getFirst(), context.budget());
      return GoValues.time(text, RFC_3339, ZoneOffset.UTC)
          .<Value>map(Value.Moment::new)
          .orElseThrow(() -> new TemplateFailure("no time in RFC 3339: " + GoValues.quote(text)));
    }
    throw new TemplateFailure(
        function instanceof Value.Callable
            ? "wrong number of args for function"
            : "non-function of type " + function.typeName());
  }
}

package io.rolloutoperator.analysis.providers.prometheus;

import io.rolloutoperator.analysis.core.Resolution;
import io.rolloutoperator.analysis.expression.Expression;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.api.GoDuration;
import io.rolloutoperator.api.analysis.PrometheusMetric;
import io.rolloutoperator.api.analysis.PrometheusRangeQueryArgs;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** What is asked: the value now, or values over a range of time. */
sealed interface Question {

  /** The API's endpoint. */
  String endpoint();

  /** The query at one moment. */
  record InstantQuery(Instant time) implements Question {
    @Override
    public String endpoint() {
      return "query";
    }
  }

  /** The query at moments from start to end, so far apart. */
  record RangeQuery(Instant start, Instant end, Duration step) implements Question {
    @Override
    public String endpoint() {
      return "query_range";
    }
  }

  /** The question of a metric; a range is evaluated with {@code now()} as the present moment. */
  static Resolution<Question> of(PrometheusMetric metric, Instant now) {
    PrometheusRangeQueryArgs range = metric.rangeQuery();
    if (range == null) {
      return Resolution.of(new InstantQuery(now));
    }
    return time("start", range.start(), now)
        .then(
            start ->
                time("end", range.end(), now)
                    .then(end -> step(range.step()).map(step -> new RangeQuery(start, end, step))));
  }

  /** Seconds since 1970 with milliseconds, as the API wants times. */
  static String seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3).stripTrailingZeros().toPlainString();
  }

  private static Resolution<Instant> time(String field, String source, Instant now) {
    return switch (Expression.compile(source)) {
      case Expression.CompileError(String message) -> problem(field, source, message);
      case Expression.Compiled compiled ->
          switch (compiled.evaluate(Value.NIL, now)) {
            case Expression.Outcome.EvaluationError(String message) ->
                problem(field, source, message);
            case Expression.Outcome.Evaluated(Value.Moment(var time)) ->
                Resolution.of(time.toInstant());
            case Expression.Outcome.Evaluated(Value other) ->
                problem(field, source, "expected time, but got " + other.typeName());
          };
    };
  }

  private static Resolution<Duration> step(String text) {
    return switch (GoDuration.parse(text)) {
      case GoDuration.Invalid(String message) ->
          Resolution.problem("could not read rangeQuery.step: " + message);
      case GoDuration.Valid(Duration step) ->
          step.toMillis() > 0
              ? Resolution.of(step)
              : Resolution.problem("rangeQuery.step must be at least 1ms");
    };
  }

  private static <T> Resolution<T> problem(String field, String source, String message) {
    return Resolution.problem(
        "could not evaluate rangeQuery." + field + " \"" + source + "\": " + message);
  }
}

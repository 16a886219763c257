package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** The range of time of a query. */
public record PrometheusRangeQueryArgs(
    @Field("Beginning, as an expression for a time.") String start,
    @Field("End, as an expression for a time.") String end,
    @Field("Resolution, such as 1m.") String step) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public PrometheusRangeQueryArgs {
    start = Absent.text(start);
    end = Absent.text(end);
    step = Absent.text(step);
  }
}

package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** One query of a CloudWatch metric. */
public record CloudWatchMetricDataQuery(
    @Field("Name of the query.") String id,
    @Field("Expression over other queries.") String expression,
    @Field("Label of the result.") String label,
    @Field("The metric and its statistic.") @Nullable CloudWatchMetricStat metricStat,
    @Field("Seconds per point.") @Nullable IntOrString period,
    @Field("Whether the result is returned.") @Nullable Boolean returnData) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public CloudWatchMetricDataQuery {
    id = Absent.text(id);
    expression = Absent.text(expression);
    label = Absent.text(label);
  }
}

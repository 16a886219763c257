package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** A CloudWatch metric and its statistic. */
public record CloudWatchMetricStat(
    @Field("The metric.") @Nullable CloudWatchMetricStatMetric metric,
    @Field("Seconds per point.") @Nullable IntOrString period,
    @Field("Statistic, such as Average.") String stat,
    @Field("Unit of the metric.") String unit) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public CloudWatchMetricStat {
    stat = Absent.text(stat);
    unit = Absent.text(unit);
  }
}

package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** Amazon CloudWatch queries. */
public record CloudWatchMetric(
    @Field("Range of time of the queries, such as 5m, the default.") String interval,
    @Field(value = "The queries.", required = true)
        List<CloudWatchMetricDataQuery> metricDataQueries) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public CloudWatchMetric {
    interval = Absent.text(interval);
    metricDataQueries = Absent.list(metricDataQueries);
  }
}

package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** Names a CloudWatch metric. */
public record CloudWatchMetricStatMetric(
    @Field("Dimensions of the metric.") List<CloudWatchMetricStatMetricDimension> dimensions,
    @Field("Name of the metric.") String metricName,
    @Field("Namespace of the metric.") String namespace) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public CloudWatchMetricStatMetric {
    dimensions = Absent.list(dimensions);
    metricName = Absent.text(metricName);
    namespace = Absent.text(namespace);
  }
}

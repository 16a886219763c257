package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** A metric: what to ask, how often, and how to judge the answer. */
public record Metric(
    @Field(value = "Name, unique in the run.", required = true) String name,
    @Field("Time between measurements, such as 1m.") String interval,
    @Field("Time before the first measurement, such as 5m.") String initialDelay,
    @Field("Number of measurements; absent counts as 1 without interval and as unlimited with it.")
        @Nullable IntOrString count,
    @Field("Expression that is true for a good result.") String successCondition,
    @Field("Expression that is true for a bad result.") String failureCondition,
    @Field("Failed measurements that are tolerated; absent counts as 0, -1 tolerates all.")
        @Nullable IntOrString failureLimit,
    @Field("Inconclusive measurements that are tolerated; absent counts as 0.")
        @Nullable IntOrString inconclusiveLimit,
    @Field("Errors in a row that are tolerated; absent counts as 4.")
        @Nullable IntOrString consecutiveErrorLimit,
    @Field(value = "Where the metric comes from.", required = true)
        @Nullable MetricProvider provider,
    @Field(
            "Successful measurements in a row that end the metric; absent counts as 0, which is off.")
        @Nullable IntOrString consecutiveSuccessLimit) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public Metric {
    name = Absent.text(name);
    interval = Absent.text(interval);
    initialDelay = Absent.text(initialDelay);
    successCondition = Absent.text(successCondition);
    failureCondition = Absent.text(failureCondition);
  }
}

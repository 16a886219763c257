package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of metrics with all arguments given. */
public record AnalysisRunSpec(
    @Field(value = "Metrics to measure.", required = true, maxItems = 100) List<Metric> metrics,
    @Field("Arguments of the run.") List<Argument> args,
    @Field("Ends the run early.") boolean terminate,
    @Field("Metrics that are measured without effect.") List<DryRun> dryRun,
    @Field("Measurements kept per metric.") List<MeasurementRetention> measurementRetention,
    @Field("When the finished run is deleted.") @Nullable TtlStrategy ttlStrategy) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public AnalysisRunSpec {
    metrics = Absent.list(metrics);
    args = Absent.list(args);
    dryRun = Absent.list(dryRun);
    measurementRetention = Absent.list(measurementRetention);
  }
}

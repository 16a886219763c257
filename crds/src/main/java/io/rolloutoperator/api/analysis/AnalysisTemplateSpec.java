package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** Metrics to measure, and how to judge them. */
public record AnalysisTemplateSpec(
    @Field(value = "Metrics to measure.", maxItems = 100) List<Metric> metrics,
    @Field("Arguments with their defaults.") List<Argument> args,
    @Field("Metrics that are measured without effect.") List<DryRun> dryRun,
    @Field("Measurements kept per metric.") List<MeasurementRetention> measurementRetention,
    @Field("Further templates that are included.") List<AnalysisTemplateRef> templates) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public AnalysisTemplateSpec {
    metrics = Absent.list(metrics);
    args = Absent.list(args);
    dryRun = Absent.list(dryRun);
    measurementRetention = Absent.list(measurementRetention);
    templates = Absent.list(templates);
  }
}

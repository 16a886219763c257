package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** Metrics that are measured without effect on the outcome. */
public record DryRun(
    @Field(value = "Regular expression for names of metrics.", required = true) String metricName) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public DryRun {
    metricName = Absent.text(metricName);
  }
}

package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import java.util.Map;

/** Measurements of one metric, counted by outcome. */
public record MetricResult(
    @Field(value = "Name of the metric.", required = true) String name,
    @Field(value = "Outcome so far.", required = true) String phase,
    @Field("The latest measurements, oldest first.") List<Measurement> measurements,
    @Field("Why the metric is in its phase.") String message,
    @Field("Measurements without errors.") int count,
    @Field("Successful ones.") int successful,
    @Field("Failed ones.") int failed,
    @Field("Inconclusive ones.") int inconclusive,
    @Field("Erroneous ones.") int error,
    @Field("Errors in a row up to now.") int consecutiveError,
    @Field("Measured without effect.") boolean dryRun,
    @Field("What the provider says about the metric.") Map<String, String> metadata,
    @Field("Successful measurements in a row up to now.") int consecutiveSuccess) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public MetricResult {
    name = Absent.text(name);
    phase = Absent.text(phase);
    measurements = Absent.list(measurements);
    message = Absent.text(message);
    metadata = Absent.map(metadata);
  }
}

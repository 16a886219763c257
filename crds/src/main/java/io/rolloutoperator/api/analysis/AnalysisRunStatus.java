package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an AnalysisRun measured so far. */
public record AnalysisRunStatus(
    @Field(value = "Pending, Running, Successful, Failed, Error or Inconclusive.", required = true)
        String phase,
    @Field("Why the run is in its phase.") String message,
    @Field("Results per metric.") List<MetricResult> metricResults,
    @Field("When the run began.") @Nullable Instant startedAt,
    @Field("Metrics counted by outcome.") RunSummary runSummary,
    @Field("Dry-run metrics counted by outcome.") @Nullable RunSummary dryRunSummary,
    @Field("When the run ended.") @Nullable Instant completedAt) {
  /** Every field absent. */
  public static final AnalysisRunStatus EMPTY =
      new AnalysisRunStatus("", "", List.of(), null, RunSummary.EMPTY, null, null);

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public AnalysisRunStatus {
    phase = Absent.text(phase);
    message = Absent.text(message);
    metricResults = Absent.list(metricResults);
    runSummary = Absent.orElse(runSummary, RunSummary.EMPTY);
  }
}

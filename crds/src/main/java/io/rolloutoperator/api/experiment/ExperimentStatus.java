package io.rolloutoperator.api.experiment;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the controller observed about an Experiment. */
public record ExperimentStatus(
    @Field("Pending, Running, Successful, Failed, Error or Inconclusive.") String phase,
    @Field("Why the Experiment is in its phase.") String message,
    @Field("State of each template.") List<TemplateStatus> templateStatuses,
    @Field("When all templates became available.") @Nullable Instant availableAt,
    @Field("Conditions, the last changed one at the end.") List<ExperimentCondition> conditions,
    @Field("State of each analysis.") List<ExperimentAnalysisRunStatus> analysisRuns) {
  /** Every field absent. */
  public static final ExperimentStatus EMPTY =
      new ExperimentStatus("", "", List.of(), null, List.of(), List.of());

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public ExperimentStatus {
    phase = Absent.text(phase);
    message = Absent.text(message);
    templateStatuses = Absent.list(templateStatuses);
    conditions = Absent.list(conditions);
    analysisRuns = Absent.list(analysisRuns);
  }
}

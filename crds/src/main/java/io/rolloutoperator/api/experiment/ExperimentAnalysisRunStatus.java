package io.rolloutoperator.api.experiment;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** State of one analysis of an Experiment. */
public record ExperimentAnalysisRunStatus(
    @Field(value = "Name of the analysis.", required = true) String name,
    @Field(value = "Name of its AnalysisRun.", required = true) String analysisRun,
    @Field(value = "Phase of the AnalysisRun.", required = true) String phase,
    @Field("Message of the AnalysisRun.") String message) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public ExperimentAnalysisRunStatus {
    name = Absent.text(name);
    analysisRun = Absent.text(analysisRun);
    phase = Absent.text(phase);
    message = Absent.text(message);
  }
}

package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.ObjectLabels;
import io.rolloutoperator.api.analysis.DryRun;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An Experiment that is run as a step of an update. */
public record RolloutExperimentStep(
    @Field(value = "Sets of pods the Experiment runs.", required = true, maxItems = 50)
        List<RolloutExperimentTemplate> templates,
    @Field("How long the Experiment runs, such as 10m.") String duration,
    @Field("Analyses that run beside the pods.")
        List<RolloutExperimentStepAnalysisTemplateRef> analyses,
    @Field("Metrics that are measured without effect.") List<DryRun> dryRun,
    @Field("Metadata of the AnalysisRuns.") @Nullable ObjectLabels analysisRunMetadata,
    @Field("Seconds the pods are kept at the end.") @Nullable Integer scaleDownDelaySeconds) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public RolloutExperimentStep {
    templates = Absent.list(templates);
    duration = Absent.text(duration);
    analyses = Absent.list(analyses);
    dryRun = Absent.list(dryRun);
  }
}

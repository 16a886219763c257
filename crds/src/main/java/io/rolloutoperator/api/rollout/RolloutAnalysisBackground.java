package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.ObjectLabels;
import io.rolloutoperator.api.analysis.DryRun;
import io.rolloutoperator.api.analysis.MeasurementRetention;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An analysis that runs beside the steps of a canary update. */
public record RolloutAnalysisBackground(
    @Field("Templates whose metrics are measured together.")
        List<RolloutAnalysisTemplate> templates,
    @Field("Arguments of the templates.") List<AnalysisRunArgument> args,
    @Field("Metrics that are measured without effect.") List<DryRun> dryRun,
    @Field("Measurements kept per metric.") List<MeasurementRetention> measurementRetention,
    @Field("Metadata of the AnalysisRun.") @Nullable ObjectLabels analysisRunMetadata,
    @Field("Index of the step from which on it runs.") @Nullable Integer startingStep) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public RolloutAnalysisBackground {
    templates = Absent.list(templates);
    args = Absent.list(args);
    dryRun = Absent.list(dryRun);
    measurementRetention = Absent.list(measurementRetention);
  }

  /** The analysis without the step from which on it runs. */
  public RolloutAnalysis analysis() {
    return new RolloutAnalysis(templates, args, dryRun, measurementRetention, analysisRunMetadata);
  }
}

package io.rolloutoperator.api.experiment;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.ObjectLabels;
import io.rolloutoperator.api.analysis.DryRun;
import io.rolloutoperator.api.analysis.MeasurementRetention;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets of pods that run for a while, and analyses of them. */
public record ExperimentSpec(
    @Field(value = "Sets of pods.", required = true, maxItems = 50) List<TemplateSpec> templates,
    @Field("How long they run once all are available, such as 1h.") String duration,
    @Field("Seconds without progress after which a template fails; absent counts as 600.")
        @Nullable Integer progressDeadlineSeconds,
    @Field("Ends the Experiment early.") boolean terminate,
    @Field("Analyses that run beside the pods.") List<ExperimentAnalysisTemplateRef> analyses,
    @Field("Seconds the pods are kept at the end; absent counts as 30.")
        @Nullable Integer scaleDownDelaySeconds,
    @Field("Metrics that are measured without effect.") List<DryRun> dryRun,
    @Field("Measurements kept per metric.") List<MeasurementRetention> measurementRetention,
    @Field("Metadata of the AnalysisRuns.") @Nullable ObjectLabels analysisRunMetadata) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public ExperimentSpec {
    templates = Absent.list(templates);
    duration = Absent.text(duration);
    analyses = Absent.list(analyses);
    dryRun = Absent.list(dryRun);
    measurementRetention = Absent.list(measurementRetention);
  }
}

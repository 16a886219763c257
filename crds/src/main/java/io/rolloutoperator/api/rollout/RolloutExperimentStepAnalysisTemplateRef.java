package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** An analysis of an experiment step. */
public record RolloutExperimentStepAnalysisTemplateRef(
    @Field(value = "Name of the analysis, unique in the step.", required = true) String name,
    @Field(value = "Name of the template.", required = true) String templateName,
    @Field("True refers to a ClusterAnalysisTemplate.") boolean clusterScope,
    @Field("Arguments of the analysis.") List<AnalysisRunArgument> args,
    @Field("The Experiment ends when all required analyses are successful.")
        boolean requiredForCompletion) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public RolloutExperimentStepAnalysisTemplateRef {
    name = Absent.text(name);
    templateName = Absent.text(templateName);
    args = Absent.list(args);
  }
}

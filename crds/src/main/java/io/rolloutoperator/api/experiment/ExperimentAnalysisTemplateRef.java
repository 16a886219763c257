package io.rolloutoperator.api.experiment;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.analysis.Argument;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** An analysis of an Experiment. */
public record ExperimentAnalysisTemplateRef(
    @Field(value = "Name of the analysis, unique in the Experiment.", required = true) String name,
    @Field(value = "Name of the template.", required = true) String templateName,
    @Field("True refers to a ClusterAnalysisTemplate.") boolean clusterScope,
    @Field("Arguments of the analysis.") List<Argument> args,
    @Field("The Experiment ends when all required analyses are successful.")
        boolean requiredForCompletion) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public ExperimentAnalysisTemplateRef {
    name = Absent.text(name);
    templateName = Absent.text(templateName);
    args = Absent.list(args);
  }
}

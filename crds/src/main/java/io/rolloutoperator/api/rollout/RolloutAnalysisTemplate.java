package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** Names a template of a Rollout's analysis. */
public record RolloutAnalysisTemplate(
    @Field("Name of the template.") String templateName,
    @Field("True refers to a ClusterAnalysisTemplate.") boolean clusterScope) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public RolloutAnalysisTemplate {
    templateName = Absent.text(templateName);
  }
}

package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** Names a template that is included. */
public record AnalysisTemplateRef(
    @Field("Name of the template.") String templateName,
    @Field("True refers to a ClusterAnalysisTemplate.") boolean clusterScope) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public AnalysisTemplateRef {
    templateName = Absent.text(templateName);
  }
}

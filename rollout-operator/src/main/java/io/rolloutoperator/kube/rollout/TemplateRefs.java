package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.api.analysis.AnalysisTemplateRef;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.engine.strategy.Strategy;
import java.util.List;

/** The analysis templates that a Rollout names. */
final class TemplateRefs {

  private TemplateRefs() {}

  static List<AnalysisTemplateRef> of(RolloutSpec spec) {
    return Strategy.of(spec)
        .analyses()
        .flatMap(analysis -> analysis.templates().stream())
        .map(ref -> new AnalysisTemplateRef(ref.templateName(), ref.clusterScope()))
        .distinct()
        .toList();
  }
}

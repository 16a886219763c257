package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.api.analysis.AnalysisTemplateRef;
import io.rolloutoperator.api.rollout.CanaryStep;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.RolloutAnalysis;
import io.rolloutoperator.api.rollout.RolloutSpec;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The analysis templates that a Rollout names. */
final class TemplateRefs {

  private TemplateRefs() {}

  static List<AnalysisTemplateRef> of(RolloutSpec spec) {
    CanaryStrategy canary = spec.strategy() == null ? null : spec.strategy().canary();
    if (canary == null) {
      return List.of();
    }
    Stream<RolloutAnalysis> background =
        canary.analysis() == null ? Stream.of() : Stream.of(canary.analysis().analysis());
    return Stream.concat(
            background, canary.steps().stream().map(CanaryStep::analysis).filter(Objects::nonNull))
        .flatMap(analysis -> analysis.templates().stream())
        .map(ref -> new AnalysisTemplateRef(ref.templateName(), ref.clusterScope()))
        .distinct()
        .toList();
  }
}

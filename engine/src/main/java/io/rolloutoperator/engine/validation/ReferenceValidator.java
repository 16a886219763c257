package io.rolloutoperator.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.analysis.AnalysisTemplateRef;
import io.rolloutoperator.api.rollout.RolloutSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the objects a valid spec refers to tell about the Rollout's validity. These errors heal by
 * themselves once the objects exist or are put right.
 */
public final class ReferenceValidator {

  private ReferenceValidator() {}

  /** Names of the Services that a spec refers to, whatever its strategy. */
  public static Set<String> services(RolloutSpec spec) {
    return ServiceRules.named(spec);
  }

  /** The analysis templates that a spec names itself, whatever its strategy, each once. */
  public static List<AnalysisTemplateRef> templates(RolloutSpec spec) {
    return AnalysisRules.named(spec);
  }

  /** The error to show, if any. */
  public static Optional<SpecError> firstError(
      String rolloutName, RolloutSpec spec, JsonNode template, References references) {
    return errors(rolloutName, spec, template, references).findFirst();
  }

  /**
   * All errors in order.
   *
   * @param template the pod template that holds, a workload's if the Rollout refers to one
   */
  public static Stream<SpecError> errors(
      String rolloutName, RolloutSpec spec, JsonNode template, References references) {
    return Stream.of(
            ServiceRules.check(rolloutName, spec, template, references),
            AnalysisRules.check(spec, references),
            RouterObjectRules.check(spec))
        .flatMap(errors -> errors);
  }
}

package io.rolloutoperator.engine.validation;

import io.rolloutoperator.api.rollout.BlueGreenStrategy;
import io.rolloutoperator.api.rollout.RolloutSpec;
import java.util.Objects;
import java.util.stream.Stream;

/** The rules of a blue-green strategy. */
final class BlueGreenRules {

  private static final int DEFAULT_HISTORY = 10;

  private BlueGreenRules() {}

  static Stream<SpecError> check(RolloutSpec spec, BlueGreenStrategy blueGreen) {
    return Stream.of(
            services(blueGreen),
            delayLimit(spec, blueGreen),
            AntiAffinityRules.check(blueGreen.antiAffinity()))
        .flatMap(errors -> errors);
  }

  private static Stream<SpecError> services(BlueGreenStrategy blueGreen) {
    return blueGreen.activeService().equals(blueGreen.previewService())
        ? Stream.of(
            SameService.error(
                "spec.strategy.activeService", blueGreen.activeService(), "active and preview"))
        : Stream.empty();
  }

  private static Stream<SpecError> delayLimit(RolloutSpec spec, BlueGreenStrategy blueGreen) {
    Integer limit = blueGreen.scaleDownDelayRevisionLimit();
    int history = Objects.requireNonNullElse(spec.revisionHistoryLimit(), DEFAULT_HISTORY);
    return limit == null || limit <= history
        ? Stream.empty()
        : Stream.of(
            new SpecError.Invalid(
                "spec.strategy.scaleDownDelayRevisionLimit",
                ShownValue.of(limit.intValue()),
                "This rollout's revision history limit can not be smaller than the rollout's scale down limit"));
  }
}

package io.rolloutoperator.engine.validation;

import io.rolloutoperator.api.rollout.BlueGreenStrategy;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import java.util.stream.Stream;

/** Exactly one strategy, and the rules of that one. */
final class StrategyRules {

  private static final String PATH = "spec.strategy.strategy";

  private StrategyRules() {}

  static Stream<SpecError> check(Subject subject) {
    BlueGreenStrategy blueGreen = subject.spec().strategy().blueGreen();
    CanaryStrategy canary = subject.spec().strategy().canary();
    if (blueGreen != null && canary != null) {
      return Stream.of(
          new SpecError.Invalid(
              PATH,
              ShownValue.of("blueGreen: true canary: true"),
              "Multiple Strategies can not be listed"));
    }
    if (blueGreen != null) {
      return BlueGreenRules.check(subject.spec(), blueGreen);
    }
    if (canary != null) {
      return CanaryRules.check(canary, subject.capabilities());
    }
    return Stream.of(
        new SpecError.Required(
            PATH, "Rollout has missing field '.spec.strategy.canary or .spec.strategy.blueGreen'"));
  }
}

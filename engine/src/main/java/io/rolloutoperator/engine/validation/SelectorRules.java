package io.rolloutoperator.engine.validation;

import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.LabelSelectorRequirement;
import java.util.stream.Stream;

/** The selector of a Rollout's pods: present, not empty, well-formed. */
final class SelectorRules {

  private static final String PATH = "spec.selector";

  private SelectorRules() {}

  static Stream<SpecError> check(Subject subject) {
    LabelSelector selector = subject.selector();
    if (selector == null && subject.isPending()) {
      return Stream.empty();
    }
    if (selector == null) {
      return Stream.of(new SpecError.Required(PATH, "Rollout has missing field '.spec.selector'"));
    }
    if (selector.equals(LabelSelector.EMPTY)) {
      return Stream.of(
          new SpecError.Invalid(
              PATH, ShownValue.of(selector), "empty selector is invalid for deployment"));
    }
    return isWellFormed(selector)
        ? Stream.empty()
        : Stream.of(new SpecError.Invalid(PATH, ShownValue.of(selector), "invalid label selector"));
  }

  /** Whether the API server would accept the selector. */
  static boolean isWellFormed(LabelSelector selector) {
    return selector.matchLabels().entrySet().stream()
            .allMatch(
                label -> LabelSyntax.isKey(label.getKey()) && LabelSyntax.isValue(label.getValue()))
        && selector.matchExpressions().stream().allMatch(SelectorRules::isWellFormed);
  }

  private static boolean isWellFormed(LabelSelectorRequirement requirement) {
    boolean values =
        switch (requirement.operator()) {
          case "In", "NotIn" -> !requirement.values().isEmpty();
          case "Exists", "DoesNotExist" -> requirement.values().isEmpty();
          default -> false;
        };
    return values
        && LabelSyntax.isKey(requirement.key())
        && requirement.values().stream().allMatch(LabelSyntax::isValue);
  }
}

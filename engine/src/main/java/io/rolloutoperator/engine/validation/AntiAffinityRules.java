package io.rolloutoperator.engine.validation;

import io.rolloutoperator.api.rollout.AntiAffinity;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Anti-affinity between revisions: exactly one way, with a sensible weight. */
final class AntiAffinityRules {

  private static final String PATH = "spec.strategy.antiAffinity";

  private AntiAffinityRules() {}

  static Stream<SpecError> check(@Nullable AntiAffinity antiAffinity) {
    if (antiAffinity == null) {
      return Stream.empty();
    }
    var preferred = antiAffinity.preferredDuringSchedulingIgnoredDuringExecution();
    boolean required = antiAffinity.requiredDuringSchedulingIgnoredDuringExecution() != null;
    if ((preferred != null) == required) {
      return Stream.of(
          new SpecError.Invalid(
              PATH,
              ShownValue.of(
                  ("antiAffinity.PreferredDuringSchedulingIgnoredDuringExecution: %b"
                          + " antiAffinity.RequiredDuringSchedulingIgnoredDuringExecution: %b")
                      .formatted(preferred != null, required)),
              "AntiAffinity must have exactly one strategy listed"));
    }
    return preferred == null || (preferred.weight() >= 1 && preferred.weight() <= 100)
        ? Stream.empty()
        : Stream.of(
            new SpecError.Invalid(
                PATH + ".weight",
                ShownValue.of(preferred.weight()),
                "AntiAffinity weight must be between 1-100"));
  }
}

package io.rolloutoperator.engine.validation;

import io.rolloutoperator.api.rollout.RolloutSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Numbers of every Rollout. */
final class NumberRules {

  private static final int DEFAULT_DEADLINE_SECONDS = 600;

  private NumberRules() {}

  static Stream<SpecError> notNegative(Subject subject) {
    RolloutSpec spec = subject.spec();
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put("spec.replicas", Objects.requireNonNullElse(spec.replicas(), 1));
    numbers.put("spec.minReadySeconds", spec.minReadySeconds());
    numbers.put(
        "spec.revisionHistoryLimit", Objects.requireNonNullElse(spec.revisionHistoryLimit(), 0));
    numbers.put("spec.progressDeadlineSeconds", deadlineSeconds(spec));
    return numbers.entrySet().stream()
        .filter(number -> number.getValue() < 0)
        .map(
            number ->
                new SpecError.Invalid(
                    number.getKey(),
                    ShownValue.of(number.getValue().intValue()),
                    "must be greater than or equal to 0"));
  }

  static Stream<SpecError> deadline(Subject subject) {
    RolloutSpec spec = subject.spec();
    return deadlineSeconds(spec) > spec.minReadySeconds()
        ? Stream.empty()
        : Stream.of(
            new SpecError.Invalid(
                "spec.progressDeadlineSeconds",
                ShownValue.of(deadlineSeconds(spec)),
                "must be greater than minReadySeconds"));
  }

  private static int deadlineSeconds(RolloutSpec spec) {
    return Objects.requireNonNullElse(spec.progressDeadlineSeconds(), DEFAULT_DEADLINE_SECONDS);
  }
}

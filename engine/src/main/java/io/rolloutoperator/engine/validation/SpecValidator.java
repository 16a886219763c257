package io.rolloutoperator.engine.validation;

import io.rolloutoperator.api.rollout.RolloutSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the spec alone tells about its validity. The order of the rules is part of the API: users
 * see the first error.
 */
public final class SpecValidator {

  private static final List<Function<Subject, Stream<SpecError>>> RULES =
      List.of(
          NumberRules::notNegative,
          WorkloadRules::check,
          SelectorRules::check,
          NumberRules::deadline,
          StrategyRules::check,
          PodTemplateRules::check);

  private SpecValidator() {}

  /** The error to show, if any. */
  public static Optional<SpecError> firstError(
      RolloutSpec spec, Workload workload, Capabilities capabilities) {
    return errors(spec, workload, capabilities).findFirst();
  }

  /** All errors in order, as lint shows them; found one by one as the stream is read. */
  public static Stream<SpecError> errors(
      RolloutSpec spec, Workload workload, Capabilities capabilities) {
    Subject subject = new Subject(spec, workload, capabilities);
    return RULES.stream().flatMap(rule -> rule.apply(subject));
  }
}

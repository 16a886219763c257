package io.rolloutoperator.engine.validation;

import io.rolloutoperator.api.rollout.CanaryStep;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.engine.steps.Steps;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fields of the API that this version cannot carry out. Such a Rollout is refused: going on as if
 * the field were absent would ship a release in a way that its author did not ask for.
 */
public final class UnsupportedFields {

  private UnsupportedFields() {}

  /** The first such field. */
  public static Optional<SpecError> firstError(RolloutSpec spec) {
    return errors(spec).findFirst();
  }

  /** All such fields in the order of the spec. */
  public static Stream<SpecError> errors(RolloutSpec spec) {
    CanaryStrategy canary = spec.strategy().canary();
    return Stream.of(
            when(spec.workloadRef() != null, "spec.workloadRef", "workloadRef"),
            when(
                spec.strategy().blueGreen() != null,
                "spec.strategy.blueGreen",
                "the blue-green strategy"),
            canary == null ? Stream.<SpecError>empty() : canary(canary))
        .flatMap(errors -> errors);
  }

  private static Stream<SpecError> canary(CanaryStrategy canary) {
    List<CanaryStep> steps = canary.steps();
    return Stream.concat(
        when(canary.pingPong() != null, "spec.strategy.canary.pingPong", "ping-pong"),
        IntStream.range(0, steps.size())
            .boxed()
            .flatMap(
                index ->
                    Steps.unsupportedKind(steps.get(index))
                        .map(
                            kind ->
                                error(
                                    "spec.strategy.canary.steps[" + index + "]." + kind,
                                    "a step " + kind))
                        .stream()));
  }

  private static Stream<SpecError> when(boolean holds, String path, String what) {
    return holds ? Stream.of(error(path, what)) : Stream.empty();
  }

  private static SpecError error(String path, String what) {
    return new SpecError.General(
        path + ": Forbidden: " + what + " is not supported by this version of the operator");
  }
}

package io.rolloutoperator.engine.validation;

import static io.rolloutoperator.engine.validation.SuspiciousSpec.outside;
import static io.rolloutoperator.engine.validation.SuspiciousSpec.when;

import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.ReplicaProgressThreshold;
import io.rolloutoperator.api.rollout.RolloutAnalysisBackground;
import io.rolloutoperator.engine.validation.SuspiciousSpec.Suspicion;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Doubtful fields of a canary strategy apart from its steps. */
final class SuspiciousCanary {

  private static final String PATH = "spec.strategy.canary.";
  private static final Pattern NUMBER = Pattern.compile("[0-9]+%?");

  private SuspiciousCanary() {}

  static Stream<Suspicion> of(CanaryStrategy canary) {
    boolean routed = canary.trafficRouting() != null;
    return Stream.of(
            number("maxUnavailable", canary.maxUnavailable()),
            number("maxSurge", canary.maxSurge()),
            background(canary),
            when(
                !routed && canary.abortScaleDownDelaySeconds() != null,
                PATH + "abortScaleDownDelaySeconds",
                "has no effect without trafficRouting"),
            when(
                !routed && canary.minPodsPerReplicaSet() != null,
                PATH + "minPodsPerReplicaSet",
                "has no effect without trafficRouting"),
            outside(
                PATH + "minPodsPerReplicaSet", canary.minPodsPerReplicaSet(), 0, Integer.MAX_VALUE),
            threshold(canary.replicaProgressThreshold()),
            withoutEffect("antiAffinity", canary.antiAffinity()),
            withoutEffect("canaryMetadata", canary.canaryMetadata()),
            withoutEffect("stableMetadata", canary.stableMetadata()))
        .flatMap(suspicions -> suspicions);
  }

  private static Stream<Suspicion> withoutEffect(String field, @Nullable Object value) {
    return when(value != null, PATH + field, "has no effect in this version of the operator");
  }

  private static Stream<Suspicion> number(String field, @Nullable IntOrString value) {
    if (!(value instanceof IntOrString.Text(String text))) {
      return Stream.empty();
    }
    return when(
        !NUMBER.matcher(text).matches(),
        PATH + field,
        ShownValue.of(text) + " is neither a number nor a percentage");
  }

  private static Stream<Suspicion> background(CanaryStrategy canary) {
    RolloutAnalysisBackground analysis = canary.analysis();
    if (analysis == null) {
      return Stream.empty();
    }
    int start = Objects.requireNonNullElse(analysis.startingStep(), 0);
    int steps = canary.steps().size();
    return Stream.of(
            when(
                analysis.templates().isEmpty(),
                PATH + "analysis.templates",
                "is empty: nothing is measured"),
            when(
                start < 0,
                PATH + "analysis.startingStep",
                start + " is below 0: the analysis runs from the first step on"),
            when(
                start > 0 && start >= steps,
                PATH + "analysis.startingStep",
                "%d is not one of %d steps: the analysis never runs beside a step"
                    .formatted(start, steps)))
        .flatMap(suspicions -> suspicions);
  }

  private static Stream<Suspicion> threshold(@Nullable ReplicaProgressThreshold threshold) {
    if (threshold == null) {
      return Stream.empty();
    }
    String value = PATH + "replicaProgressThreshold.value";
    return switch (threshold.type()) {
      case "Percent" -> outside(value, threshold.value(), 0, 100);
      case "Pods" -> outside(value, threshold.value(), 0, Integer.MAX_VALUE);
      default ->
          Stream.of(
              new Suspicion(
                  PATH + "replicaProgressThreshold.type",
                  ShownValue.of(threshold.type()) + " is neither Percent nor Pods"));
    };
  }
}

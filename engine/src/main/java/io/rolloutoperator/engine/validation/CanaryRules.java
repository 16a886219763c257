package io.rolloutoperator.engine.validation;

import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.PingPongSpec;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of a canary strategy apart from its traffic routing and steps. */
final class CanaryRules {

  static final String PATH = "spec.strategy";

  private static final IntOrString QUARTER = IntOrString.of("25%");
  private static final Pattern NOT_ZERO = Pattern.compile("0*[1-9][0-9]*%?|[+-]0*[1-9][0-9]*");
  private static final int MOST_STEPS = 1000;

  private static final List<Function<CanaryStrategy, Stream<SpecError>>> RULES =
      List.of(CanaryRules::services, CanaryRules::pods);

  private CanaryRules() {}

  static Stream<SpecError> check(CanaryStrategy canary, Capabilities capabilities) {
    return Stream.of(
            RULES.stream().flatMap(rule -> rule.apply(canary)),
            TrafficRoutingRules.check(canary),
            steps(canary),
            AntiAffinityRules.check(canary.antiAffinity()),
            RouterRules.check(canary.trafficRouting(), capabilities))
        .flatMap(errors -> errors);
  }

  private static Stream<SpecError> services(CanaryStrategy canary) {
    if (!canary.stableService().isEmpty()
        && canary.stableService().equals(canary.canaryService())) {
      return Stream.of(
          SameService.error(PATH + ".stableService", canary.stableService(), "stable and canary"));
    }
    PingPongSpec pingPong = canary.pingPong();
    return pingPong != null && pingPong.pingService().equals(pingPong.pongService())
        ? Stream.of(
            SameService.error(
                PATH + ".pingPong.pingService", pingPong.pingService(), "ping and pong"))
        : Stream.empty();
  }

  /** Without a pod more or a pod less no update could begin. */
  private static Stream<SpecError> pods(CanaryStrategy canary) {
    IntOrString surge = Objects.requireNonNullElse(canary.maxSurge(), QUARTER);
    IntOrString unavailable = Objects.requireNonNullElse(canary.maxUnavailable(), QUARTER);
    return isZero(surge) && isZero(unavailable)
        ? Stream.of(
            new SpecError.Invalid(
                PATH + ".maxSurge",
                ShownValue.of(surge),
                "MaxSurge and MaxUnavailable both can not be zero"))
        : Stream.empty();
  }

  /** A text that is no number counts as 0. */
  private static boolean isZero(IntOrString value) {
    return switch (value) {
      case IntOrString.Int(int number) -> number == 0;
      case IntOrString.Text(String text) -> !NOT_ZERO.matcher(text).matches();
    };
  }

  private static Stream<SpecError> steps(CanaryStrategy canary) {
    int count = canary.steps().size();
    return count > MOST_STEPS
        ? Stream.of(new SpecError.TooMany("spec.strategy.canary.steps", count, MOST_STEPS))
        : StepRules.check(canary);
  }
}

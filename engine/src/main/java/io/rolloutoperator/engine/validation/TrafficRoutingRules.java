package io.rolloutoperator.engine.validation;

import io.rolloutoperator.api.rollout.AlbTrafficRouting;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.IstioTrafficRouting;
import io.rolloutoperator.api.rollout.PingPongSpec;
import io.rolloutoperator.api.rollout.RolloutTrafficRouting;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What goes with traffic routing, and what goes only with it. */
final class TrafficRoutingRules {

  private static final String PATH = CanaryRules.PATH;

  private static final List<Function<CanaryStrategy, Stream<SpecError>>> RULES =
      List.of(
          TrafficRoutingRules::pingPong,
          TrafficRoutingRules::services,
          TrafficRoutingRules::scaleDownDelay,
          TrafficRoutingRules::dynamicStableScale,
          TrafficRoutingRules::maxTrafficWeight);

  private TrafficRoutingRules() {}

  static Stream<SpecError> check(CanaryStrategy canary) {
    return RULES.stream().flatMap(rule -> rule.apply(canary));
  }

  private static Stream<SpecError> pingPong(CanaryStrategy canary) {
    PingPongSpec pingPong = canary.pingPong();
    if (pingPong == null) {
      return Stream.empty();
    }
    return Stream.of(
            pingPongRouter(canary.trafficRouting()),
            pingPongService(".pingPong.pingService", pingPong.pingService()),
            pingPongService(".pingPong.pongService", pingPong.pongService()),
            pingPongRoot(canary.trafficRouting()))
        .flatMap(errors -> errors);
  }

  private static Stream<SpecError> pingPongRouter(@Nullable RolloutTrafficRouting routing) {
    boolean able =
        routing == null
            || routing.alb() != null
            || routing.istio() != null
            || !routing.plugins().isEmpty();
    return able
        ? Stream.empty()
        : Stream.of(
            new SpecError.Invalid(
                PATH + ".trafficRouting.alb",
                ShownValue.of("null"),
                "Ping-pong feature works with the ALB, Istio, and plugin-based traffic routers only"));
  }

  private static Stream<SpecError> pingPongService(String field, String service) {
    return service.isEmpty()
        ? Stream.of(
            new SpecError.Invalid(
                PATH + field,
                ShownValue.of(service),
                "Ping service and Pong service must to be set to use Ping-Pong feature"))
        : Stream.empty();
  }

  private static Stream<SpecError> pingPongRoot(@Nullable RolloutTrafficRouting routing) {
    AlbTrafficRouting alb = routing == null ? null : routing.alb();
    return alb == null || !alb.rootService().isEmpty()
        ? Stream.empty()
        : Stream.of(
            new SpecError.Invalid(
                PATH + ".trafficRouting.alb.rootService",
                ShownValue.of(""),
                "Root service field is required for the configuration with ALB and ping-pong feature enabled"));
  }

  private static Stream<SpecError> services(CanaryStrategy canary) {
    if (canary.pingPong() != null || !needsServices(canary.trafficRouting())) {
      return Stream.empty();
    }
    return Stream.of(
            service(".stableService", canary.stableService()),
            service(".canaryService", canary.canaryService()))
        .flatMap(errors -> errors);
  }

  private static Stream<SpecError> service(String field, String service) {
    return service.isEmpty()
        ? Stream.of(
            new SpecError.Invalid(
                PATH + field,
                ShownValue.of(service),
                "Canary service and Stable service must to be set to use Traffic Routing"))
        : Stream.empty();
  }

  /** Plugins name what they need themselves; Istio can do with subsets. */
  private static boolean needsServices(@Nullable RolloutTrafficRouting routing) {
    if (routing == null) {
      return false;
    }
    IstioTrafficRouting istio = routing.istio();
    return Stream.of(
                routing.alb(),
                routing.smi(),
                routing.apisix(),
                routing.ambassador(),
                routing.nginx(),
                routing.appMesh(),
                routing.traefik())
            .anyMatch(Objects::nonNull)
        || (istio != null && istio.destinationRule() == null);
  }

  private static Stream<SpecError> scaleDownDelay(CanaryStrategy canary) {
    Integer delay = canary.scaleDownDelaySeconds();
    return delay == null || canary.trafficRouting() != null
        ? Stream.empty()
        : Stream.of(
            new SpecError.Invalid(
                PATH + ".scaleDownDelaySeconds",
                ShownValue.of(delay.intValue()),
                "Canary scaleDownDelaySeconds can only be used with traffic routing"));
  }

  private static Stream<SpecError> dynamicStableScale(CanaryStrategy canary) {
    if (!canary.dynamicStableScale()) {
      return Stream.empty();
    }
    if (canary.trafficRouting() == null) {
      return dynamic("Canary dynamicStableScale can only be used with traffic routing");
    }
    return canary.scaleDownDelaySeconds() == null
        ? Stream.empty()
        : dynamic("Canary dynamicStableScale cannot be used with scaleDownDelaySeconds");
  }

  private static Stream<SpecError> dynamic(String text) {
    return Stream.of(
        new SpecError.Invalid(PATH + ".dynamicStableScale", ShownValue.of(true), text));
  }

  private static Stream<SpecError> maxTrafficWeight(CanaryStrategy canary) {
    RolloutTrafficRouting routing = canary.trafficRouting();
    Integer most = routing == null ? null : routing.maxTrafficWeight();
    if (routing == null || most == null) {
      return Stream.empty();
    }
    if (routing.nginx() == null && routing.plugins().isEmpty()) {
      return weightOfAll(
          most, "Canary maxTrafficWeight in traffic routing only supported in Nginx and Plugins");
    }
    // Pods are the share of it that a weight is: of nothing there is none.
    return most > 0
        ? Stream.empty()
        : weightOfAll(most, "MaxTrafficWeight needs to be greater than 0");
  }

  private static Stream<SpecError> weightOfAll(int most, String text) {
    return Stream.of(
        new SpecError.Invalid(
            PATH + ".trafficRouting.maxTrafficWeight", ShownValue.of(most), text));
  }
}

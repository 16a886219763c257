package io.rolloutoperator.engine.validation;

import com.fasterxml.jackson.databind.node.NullNode;
import io.rolloutoperator.api.rollout.AlbTrafficRouting;
import io.rolloutoperator.api.rollout.AmbassadorTrafficRouting;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.IstioTrafficRouting;
import io.rolloutoperator.api.rollout.NginxTrafficRouting;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.RolloutTrafficRouting;
import java.util.List;
import java.util.stream.Stream;

/** Which objects a router works on: one field or the other, never both or none. */
final class RouterObjectRules {

  private static final String PATH = "spec.strategy.canary.trafficRouting.";

  private RouterObjectRules() {}

  static Stream<SpecError> check(RolloutSpec spec) {
    CanaryStrategy canary = spec.strategy().canary();
    RolloutTrafficRouting routing = canary == null ? null : canary.trafficRouting();
    if (routing == null) {
      return Stream.empty();
    }
    NginxTrafficRouting nginx = routing.nginx();
    AlbTrafficRouting alb = routing.alb();
    IstioTrafficRouting istio = routing.istio();
    AmbassadorTrafficRouting ambassador = routing.ambassador();
    return Stream.of(
            nginx == null
                ? Stream.<SpecError>empty()
                : ingresses(
                    "nginx", "StableIngress", nginx.stableIngress(), nginx.stableIngresses()),
            alb == null
                ? Stream.<SpecError>empty()
                : ingresses("alb", "Ingress", alb.ingress(), alb.ingresses()),
            istio == null ? Stream.<SpecError>empty() : virtualServices(istio),
            ambassador == null ? Stream.<SpecError>empty() : mappings(ambassador))
        .flatMap(errors -> errors);
  }

  private static Stream<SpecError> ingresses(
      String router, String field, String one, List<String> several) {
    boolean neither = one.isEmpty() && several.isEmpty();
    boolean both = !one.isEmpty() && !several.isEmpty();
    return neither || both
        ? Stream.of(
            new SpecError.Internal(
                PATH + router,
                "Either %s or %ses must be configured. %s are configured."
                    .formatted(field, field, both ? "Both" : "Neither")))
        : Stream.empty();
  }

  private static Stream<SpecError> virtualServices(IstioTrafficRouting istio) {
    boolean one = istio.virtualService() != null;
    return one == istio.virtualServices().isEmpty()
        ? Stream.empty()
        : Stream.of(
            new SpecError.Internal(
                PATH + "istio", "either VirtualService or VirtualServices must be configured"));
  }

  private static Stream<SpecError> mappings(AmbassadorTrafficRouting ambassador) {
    return ambassador.mappings().isEmpty()
        ? Stream.of(
            new SpecError.Invalid(
                PATH + "ambassador.mappings",
                ShownValue.of(NullNode.instance),
                "must provide at least one mapping"))
        : Stream.empty();
  }
}

package io.rolloutoperator.kubectl.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.rollout.AlbTrafficRouting;
import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.NginxTrafficRouting;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.RolloutTrafficRouting;
import io.rolloutoperator.kubectl.view.At;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The Ingresses of the files that a Rollout names lead to its Service. */
final class IngressCheck {

  private static final String PATH = "spec.strategy.canary.trafficRouting.";

  private IngressCheck() {}

  static Stream<Finding> check(SourceObject rollout, RolloutSpec spec, GivenObjects given) {
    CanaryStrategy canary = spec.strategy().canary();
    RolloutTrafficRouting routing = canary == null ? null : canary.trafficRouting();
    if (canary == null || routing == null) {
      return Stream.empty();
    }
    NginxTrafficRouting nginx = routing.nginx();
    AlbTrafficRouting alb = routing.alb();
    String stable = canary.stableService();
    Stream<Finding> ofNginx =
        nginx == null
            ? Stream.empty()
            : Stream.concat(
                check(rollout, "nginx.stableIngress", nginx.stableIngress(), stable, given)
                    .stream(),
                all(rollout, "nginx.stableIngresses", nginx.stableIngresses(), stable, given));
    return alb == null ? ofNginx : Stream.concat(ofNginx, ofAlb(rollout, alb, stable, given));
  }

  private static Stream<Finding> ofAlb(
      SourceObject rollout, AlbTrafficRouting alb, String stable, GivenObjects given) {
    String root = alb.rootService().isEmpty() ? stable : alb.rootService();
    return Stream.concat(
        check(rollout, "alb.ingress", alb.ingress(), root, given).stream(),
        all(rollout, "alb.ingresses", alb.ingresses(), root, given));
  }

  private static Stream<Finding> all(
      SourceObject rollout,
      String field,
      List<String> ingresses,
      String service,
      GivenObjects given) {
    return IntStream.range(0, ingresses.size())
        .boxed()
        .flatMap(
            i -> check(rollout, field + "[" + i + "]", ingresses.get(i), service, given).stream());
  }

  private static Optional<Finding> check(
      SourceObject rollout, String field, String name, String service, GivenObjects given) {
    return given.find(rollout, GroupKind.INGRESS, name) instanceof Lookup.Found(var ingress)
            && !leadsTo(ingress.tree(), service)
        ? Optional.of(
            rollout.error(
                PATH + field,
                "Invalid value: \"%s\": ingress `%s` has no rules using service %s backend"
                    .formatted(name, name, service)))
        : Optional.empty();
  }

  private static boolean leadsTo(JsonNode ingress, String service) {
    return At.node(ingress, "spec", "rules")
        .valueStream()
        .flatMap(rule -> At.node(rule, "http", "paths").valueStream())
        .map(path -> path.path("backend"))
        .anyMatch(
            backend ->
                At.text(backend, "service", "name").equals(service)
                    || At.text(backend, "serviceName").equals(service));
  }
}

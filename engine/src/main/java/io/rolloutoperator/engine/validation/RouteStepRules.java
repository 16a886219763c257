package io.rolloutoperator.engine.validation;

import io.rolloutoperator.api.rollout.CanaryStep;
import io.rolloutoperator.api.rollout.HeaderRoutingMatch;
import io.rolloutoperator.api.rollout.RolloutTrafficRouting;
import io.rolloutoperator.api.rollout.RouteMatch;
import io.rolloutoperator.api.rollout.SetHeaderRoute;
import io.rolloutoperator.api.rollout.SetMirrorRoute;
import io.rolloutoperator.api.rollout.StringMatch;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Steps that make routes of their own: for headers, or to mirror requests. */
final class RouteStepRules {

  private static final String MISSED =
      "StringMatch value missed, match value must have one of the following: exact, regex, prefix";
  private static final String SEVERAL =
      "StringMatch match value must have exactly one of the following: exact, regex, prefix";

  private RouteStepRules() {}

  static Stream<SpecError> check(
      String path, CanaryStep step, @Nullable RolloutTrafficRouting routing) {
    SetHeaderRoute header = step.setHeaderRoute();
    SetMirrorRoute mirror = step.setMirrorRoute();
    return Stream.of(
            header == null
                ? Stream.<SpecError>empty()
                : header(path + ".setHeaderRoute", header, routing),
            mirror == null
                ? Stream.<SpecError>empty()
                : mirror(path + ".setMirrorRoute", mirror, routing),
            header == null || routing == null
                ? Stream.<SpecError>empty()
                : managed(path + ".setHeaderRoute", header.name(), routing),
            mirror == null || routing == null
                ? Stream.<SpecError>empty()
                : managed(path + ".setMirrorRoute", mirror.name(), routing))
        .flatMap(errors -> errors);
  }

  private static Stream<SpecError> header(
      String path, SetHeaderRoute route, @Nullable RolloutTrafficRouting routing) {
    boolean able =
        routing != null
            && (routing.istio() != null
                || routing.alb() != null
                || routing.apisix() != null
                || !routing.plugins().isEmpty());
    if (routing == null || !able) {
      return Stream.of(
          new SpecError.Invalid(
              path,
              ShownValue.of(route),
              "SetHeaderRoute requires TrafficRouting, supports Istio and ALB and Apisix"));
    }
    List<HeaderRoutingMatch> matches = route.match();
    return IntStream.range(0, matches.size())
        .boxed()
        .flatMap(
            j -> {
              String at = path + ".match[" + j + "]";
              StringMatch value = matches.get(j).headerValue();
              return routing.alb() == null ? match(at, value) : albMatch(at, value);
            });
  }

  private static Stream<SpecError> mirror(
      String path, SetMirrorRoute route, @Nullable RolloutTrafficRouting routing) {
    boolean able = routing != null && (routing.istio() != null || !routing.plugins().isEmpty());
    if (!able) {
      return Stream.of(
          new SpecError.Invalid(
              path,
              ShownValue.of(route),
              "SetMirrorRoute requires TrafficRouting, supports Istio and Plugins"));
    }
    return IntStream.range(0, route.match().size())
        .boxed()
        .flatMap(j -> mirrorMatch(path + ".match[" + j + "]", route.match().get(j)));
  }

  private static Stream<SpecError> mirrorMatch(String path, RouteMatch match) {
    Stream<@Nullable StringMatch> own = Stream.of(match.method(), match.path());
    return Stream.concat(
            own.filter(Objects::nonNull), new TreeMap<>(match.headers()).values().stream())
        .flatMap(each -> match(path, each));
  }

  private static Stream<SpecError> match(String path, @Nullable StringMatch match) {
    long given = given(match);
    return given == 1
        ? Stream.empty()
        : Stream.of(
            new SpecError.Invalid(path, ShownValue.of(match), given == 0 ? MISSED : SEVERAL));
  }

  private static Stream<SpecError> albMatch(String path, @Nullable StringMatch match) {
    if (match == null) {
      return match(path, null);
    }
    return given(match) == 1 && !match.exact().isEmpty()
        ? Stream.empty()
        : Stream.of(
            new SpecError.Invalid(
                path,
                ShownValue.of(match),
                "SetHeaderRoute match value invalid. ALB supports 'exact' value only"));
  }

  private static long given(@Nullable StringMatch match) {
    return match == null
        ? 0
        : Stream.of(match.exact(), match.prefix(), match.regex())
            .filter(value -> !value.isEmpty())
            .count();
  }

  private static Stream<SpecError> managed(
      String path, String name, RolloutTrafficRouting routing) {
    if (routing.managedRoutes().isEmpty()) {
      return Stream.of(
          new SpecError.Required(
              "spec.strategy.trafficRouting.managedRoutes",
              "Rollout has missing field 'spec.strategy.canary.trafficRouting.managedRoutes'"));
    }
    return routing.managedRoutes().stream().anyMatch(route -> route.name().equals(name))
        ? Stream.empty()
        : Stream.of(
            new SpecError.Invalid(
                path,
                ShownValue.of(name),
                "Steps define a route that does not exist in"
                    + " spec.strategy.canary.trafficRouting.managedRoutes"));
  }
}

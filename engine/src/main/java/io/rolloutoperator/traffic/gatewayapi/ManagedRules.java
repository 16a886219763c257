package io.rolloutoperator.traffic.gatewayapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.rollout.HeaderRoutingMatch;
import io.rolloutoperator.api.rollout.SetHeaderRoute;
import io.rolloutoperator.engine.traffic.TrafficTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells rules that steps added from those of others.
 *
 * <p>A route of a step has a rule per source rule: {@code beta}, {@code beta-1}, {@code beta-2} … A
 * rule without a name is ours if it leads to the canary only and matches all headers of a step:
 * older CRDs drop names.
 */
record ManagedRules(TrafficTarget target) {

  /** Name of the rule for the n-th source rule, from 0. */
  static String ruleName(String route, int n) {
    return n == 0 ? route : route + "-" + n;
  }

  boolean managed(ObjectNode rule) {
    return route(rule).isPresent();
  }

  /** The managed route the rule belongs to. */
  Optional<String> route(ObjectNode rule) {
    String name = Rules.name(rule);
    return name.isEmpty() ? routeOfUnnamed(rule) : routeOf(name);
  }

  private Optional<String> routeOf(String name) {
    if (target.managedRoutes().contains(name)) {
      return Optional.of(name);
    }
    int dash = name.lastIndexOf('-');
    boolean numbered = dash > 0 && isNumber(name.substring(dash + 1));
    return numbered && target.managedRoutes().contains(name.substring(0, dash))
        ? Optional.of(name.substring(0, dash))
        : Optional.empty();
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.charAt(0) != '0'
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private Optional<String> routeOfUnnamed(ObjectNode rule) {
    List<ObjectNode> backends = Rules.backends(rule);
    if (backends.size() != 1 || !Rules.leadsTo(backends.getFirst(), target.canaryService())) {
      return Optional.empty();
    }
    return target.headerRouteSteps().stream()
        .filter(step -> target.managedRoutes().contains(step.name()))
        .filter(step -> matchesHeadersOf(rule, step))
        .map(SetHeaderRoute::name)
        .findFirst();
  }

  private static boolean matchesHeadersOf(ObjectNode rule, SetHeaderRoute step) {
    Set<String> names =
        step.match().stream().map(HeaderRoutingMatch::headerName).collect(Collectors.toSet());
    return !names.isEmpty()
        && Rules.objects(rule.path("matches")).stream()
            .anyMatch(match -> headerNames(match).containsAll(names));
  }

  private static Set<String> headerNames(JsonNode match) {
    return Rules.objects(match.path("headers")).stream()
        .map(header -> header.path("name").asText(""))
        .collect(Collectors.toSet());
  }
}

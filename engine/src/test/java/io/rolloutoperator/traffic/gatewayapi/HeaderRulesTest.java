package io.rolloutoperator.traffic.gatewayapi;

import static io.rolloutoperator.traffic.gatewayapi.Routes.beta;
import static io.rolloutoperator.traffic.gatewayapi.Routes.exact;
import static io.rolloutoperator.traffic.gatewayapi.Routes.router;
import static io.rolloutoperator.traffic.gatewayapi.Routes.target;
import static io.rolloutoperator.traffic.gatewayapi.Routes.weight;
import static io.rolloutoperator.traffic.gatewayapi.Routes.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.rollout.HeaderRoutingMatch;
import io.rolloutoperator.api.rollout.SetHeaderRoute;
import io.rolloutoperator.api.rollout.StringMatch;
import io.rolloutoperator.engine.traffic.ManagedRouteChange;
import io.rolloutoperator.engine.traffic.TrafficTarget;
import io.rolloutoperator.traffic.TrafficPlan;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderRulesTest {

  private static final GatewayApiRouter WEB =
      router("httpRoutes: [{name: web, useHeaderRoutes: true}]");
  private static final String PLAIN =
      """
      [{matches: [{path: {type: PathPrefix, value: /}}],
        backendRefs: [{name: web-stable, port: 80}, {name: web-canary, port: 80}]}]""";

  @Test
  void theRuleFollowsTheWeightedOne() {
    Routes routes = new Routes().with(GatewayKind.HTTP, "web", PLAIN);
    routes.apply(WEB, header(20, beta()));
    assertThat(routes.rules("web"))
        .isEqualTo(
            yaml(
                """
                [{matches: [{path: {type: PathPrefix, value: /}}],
                  backendRefs: [{name: web-stable, port: 80, weight: 80}, {name: web-canary, port: 80, weight: 20}]},
                 {name: beta,
                  matches: [{path: {type: PathPrefix, value: /}, headers: [{name: X-Beta, type: Exact, value: "1"}]}],
                  backendRefs: [{name: web-canary, port: 80}]}]"""));
    assertThat(routes.writes()).isEqualTo(1);
  }

  @Test
  void everySourceRuleHasItsOwnWithAllOfItsParts() {
    Routes routes =
        new Routes()
            .with(
                GatewayKind.HTTP,
                "web",
                """
                [{name: api, matches: [{path: {type: Exact, value: /a}, method: GET}, {headers: [{name: H, value: v}]}],
                  filters: [{type: URLRewrite, urlRewrite: {hostname: x}}], timeouts: {request: 1s},
                  backendRefs: [{name: web-stable, port: 80}, {name: web-canary, port: 80, filters: [{type: F}]}]},
                 {backendRefs: [{name: web-canary, port: 81}]},
                 {backendRefs: [{name: web-canary, port: 82}, {name: web-stable, port: 82}]}]""");
    routes.apply(WEB, header(20, beta()));
    assertThat(routes.rules("web").get(3))
        .isEqualTo(
            yaml(
                """
                name: beta
                matches: [
                  {path: {type: Exact, value: /a}, method: GET, headers: [{name: X-Beta, type: Exact, value: "1"}]},
                  {headers: [{name: H, value: v}, {name: X-Beta, type: Exact, value: "1"}]}]
                filters: [{type: URLRewrite, urlRewrite: {hostname: x}}]
                timeouts: {request: 1s}
                backendRefs: [{name: web-canary, port: 80, filters: [{type: F}]}]"""));
    assertThat(routes.rules("web").get(4))
        .isEqualTo(
            yaml(
                """
                name: beta-1
                matches: [{headers: [{name: X-Beta, type: Exact, value: "1"}]}]
                backendRefs: [{name: web-canary, port: 82}]"""));
    assertThat(routes.rules("web")).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "exact, v, '', '', Exact, v",
    "prefix, '', v, '', RegularExpression, v.*",
    "regex, '', '', v+, RegularExpression, v+"
  })
  void everyFormOfMatchHasItsPlace(
      String about, String exact, String prefix, String regex, String type, String value) {
    Routes routes = new Routes().with(GatewayKind.GRPC, "web", PLAIN);
    HeaderRoutingMatch match =
        new HeaderRoutingMatch("X-Beta", new StringMatch(exact, prefix, regex));
    routes.apply(router("grpcRoute: web"), header(0, new SetHeaderRoute("beta", List.of(match))));
    JsonNode header = routes.rules("web").at("/1/matches/0/headers/0");
    assertThat(header.path("type").asText()).as(about).isEqualTo(type);
    assertThat(header.path("value").asText()).as(about).isEqualTo(value);
  }

  @Test
  void aMatchWithoutFormIsAnError() {
    Routes routes = new Routes().with(GatewayKind.HTTP, "web", PLAIN);
    SetHeaderRoute step =
        new SetHeaderRoute(
            "beta", List.of(new HeaderRoutingMatch("X-Beta", new StringMatch("", "", ""))));
    TrafficPlan plan = WEB.plan(routes.observed(), header(20, step));
    assertThat(plan.edits()).isEmpty();
    assertThat(plan.failure().orElseThrow().event()).isEqualTo("invalid header match type");
  }

  @Test
  void allHeadersOfTheStepMustMatch() {
    Routes routes = new Routes().with(GatewayKind.HTTP, "web", PLAIN);
    routes.apply(
        WEB, header(20, new SetHeaderRoute("beta", List.of(exact("A", "1"), exact("B", "2")))));
    assertThat(routes.rules("web").at("/1/matches/0/headers"))
        .isEqualTo(
            yaml("[{name: A, type: Exact, value: \"1\"}, {name: B, type: Exact, value: \"2\"}]"));
  }

  @Test
  void routesWithoutTheFlagAndKindsWithoutHeadersStay() {
    Routes routes =
        new Routes().with(GatewayKind.HTTP, "web", PLAIN).with(GatewayKind.TCP, "tcp", PLAIN);
    routes.apply(router("{httpRoutes: [{name: web}], tcpRoute: tcp}"), header(20, beta()));
    assertThat(routes.rules("web")).hasSize(1);
    assertThat(routes.rules("tcp")).hasSize(1);
  }

  @Test
  void aRouteFoundTwiceHasHeaderRoutesIfItIsSaidOnce() {
    Routes routes = new Routes().with(GatewayKind.HTTP, "shop", "web", "app: web", PLAIN);
    routes.apply(
        router(
            "{httpRoutes: [{name: web}], httpRoute: web, httpRouteSelector: {matchLabels: {app: web}}}"),
        header(20, beta()));
    assertThat(names(routes)).containsExactly("", "beta");
    assertThat(routes.writes()).isEqualTo(1);
  }

  @Test
  void settingAgainReplacesTheRulesOfThatNameOnly() {
    Routes routes = new Routes().with(GatewayKind.HTTP, "web", PLAIN);
    routes.apply(WEB, header(20, new SetHeaderRoute("internal", List.of(exact("X-Staff", "1")))));
    routes.apply(WEB, header(20, beta()));
    routes.apply(WEB, header(20, new SetHeaderRoute("beta", List.of(exact("X-Beta", "2")))));
    assertThat(names(routes)).containsExactly("", "internal", "beta");
    assertThat(routes.rules("web").at("/2/matches/0/headers/0/value").asText()).isEqualTo("2");
    assertThat(routes.writes()).isEqualTo(3);
  }

  @Test
  void withoutMatchTheRulesOfThatNameGo() {
    Routes routes = new Routes().with(GatewayKind.HTTP, "web", PLAIN);
    routes.apply(WEB, header(20, new SetHeaderRoute("internal", List.of(exact("X-Staff", "1")))));
    routes.apply(WEB, header(20, beta()));
    routes.apply(WEB, header(20, new SetHeaderRoute("beta", List.of())));
    assertThat(names(routes)).containsExactly("", "internal");
  }

  @Test
  void aNewWeightLeavesTheRulesAlone() {
    Routes routes = new Routes().with(GatewayKind.HTTP, "web", PLAIN);
    routes.apply(WEB, header(20, beta()));
    JsonNode before = routes.rules("web").get(1);
    routes.apply(WEB, weight(60));
    assertThat(routes.rules("web").get(1)).isEqualTo(before);
    assertThat(routes.rules("web").at("/0/backendRefs/1/weight").asInt()).isEqualTo(60);
  }

  @Test
  void atTheEndAllGoAndOthersStay() {
    Routes routes =
        new Routes()
            .with(
                GatewayKind.HTTP,
                "web",
                """
                [{backendRefs: [{name: web-stable, port: 80}, {name: web-canary, port: 80}]},
                 {name: mine, matches: [{headers: [{name: X-Other, value: v}]}], backendRefs: [{name: web-canary, port: 80}]},
                 {matches: [{headers: [{name: X-Other, value: v}]}], backendRefs: [{name: web-canary, port: 80}]},
                 {name: beta, backendRefs: [{name: web-canary, port: 80}]},
                 {name: beta-1, backendRefs: [{name: web-canary, port: 80}]},
                 {name: internal, backendRefs: [{name: web-canary, port: 80}]},
                 {name: beta-01, backendRefs: [{name: web-canary, port: 80}]},
                 {name: betas, backendRefs: [{name: web-canary, port: 80}]}]""");
    routes.apply(WEB, target(0, 100, List.of(), Set.of(), new ManagedRouteChange.RemoveAll()));
    assertThat(names(routes)).containsExactly("", "mine", "", "beta-01", "betas");
  }

  @Test
  void defaultsFilledInByTheServerAreNoChange() {
    Routes routes =
        new Routes()
            .with(
                GatewayKind.HTTP,
                "web",
                PLAIN.replace("[{matches: [{path: {type: PathPrefix, value: /}}],", "[{"));
    routes.apply(WEB, header(20, beta()));
    ArrayNode stored = routes.rules("web").deepCopy();
    ObjectNode rule = (ObjectNode) stored.get(1);
    ((ObjectNode) rule.at("/matches/0"))
        .putObject("path")
        .put("type", "PathPrefix")
        .put("value", "/");
    ((ObjectNode) rule.at("/backendRefs/0"))
        .put("group", "")
        .put("kind", "Service")
        .put("weight", 1);
    routes.overwriteRules("web", stored);
    assertThat(WEB.plan(routes.observed(), header(20, beta())).unchanged()).isTrue();
  }

  /** CRDs of older Gateway API releases drop names of rules. */
  @Test
  void rulesWhoseNamesWereDroppedAreFoundAgain() {
    Routes routes = new Routes().with(GatewayKind.HTTP, "web", PLAIN);
    routes.apply(WEB, header(20, beta()));
    ArrayNode stored = routes.rules("web").deepCopy();
    ((ObjectNode) stored.get(1)).remove("name");
    routes.overwriteRules("web", stored);
    assertThat(WEB.plan(routes.observed(), header(20, beta())).unchanged()).isTrue();
    routes.apply(WEB, target(0, 100, List.of(), Set.of(), new ManagedRouteChange.RemoveAll()));
    assertThat(routes.rules("web")).hasSize(1);
  }

  private static List<String> names(Routes routes) {
    return Rules.of(routes.tree("web")).stream().map(Rules::name).toList();
  }

  private static TrafficTarget header(int canary, SetHeaderRoute step) {
    return target(canary, 100, List.of(), Set.of(), new ManagedRouteChange.Header(step));
  }
}

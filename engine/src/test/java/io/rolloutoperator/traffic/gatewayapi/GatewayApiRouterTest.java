package io.rolloutoperator.traffic.gatewayapi;

import static io.rolloutoperator.traffic.gatewayapi.Routes.router;
import static io.rolloutoperator.traffic.gatewayapi.Routes.target;
import static io.rolloutoperator.traffic.gatewayapi.Routes.weight;
import static io.rolloutoperator.traffic.gatewayapi.Routes.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.engine.traffic.Destination;
import io.rolloutoperator.engine.traffic.ManagedRouteChange;
import io.rolloutoperator.engine.traffic.RouteEdit;
import io.rolloutoperator.traffic.TrafficPlan;
import io.rolloutoperator.traffic.Verification;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayApiRouterTest {

  private static final GatewayApiRouter WEB = router("httpRoute: web");
  private static final String BOTH =
      "[{backendRefs: [{name: web-stable, port: 80}, {name: web-canary, port: 80}]}]";

  @ParameterizedTest
  @CsvSource({"HTTP, httpRoute", "GRPC, grpcRoute", "TCP, tcpRoute", "TLS, tlsRoute"})
  void setsTheWeightsOfEveryKind(GatewayKind kind, String field) {
    Routes routes = new Routes().with(kind, "web", BOTH);
    routes.apply(router(field + ": web"), weight(20));
    assertThat(routes.rules("web"))
        .isEqualTo(
            yaml(
                "[{backendRefs: [{name: web-stable, port: 80, weight: 80}, {name: web-canary, port: 80, weight: 20}]}]"));
  }

  @Test
  void everyRuleWithBothServicesIsSetAndNothingElse() {
    Routes routes =
        new Routes()
            .with(
                GatewayKind.HTTP,
                "web",
                """
                [{matches: [{path: {type: PathPrefix, value: /}}], timeouts: {request: 10s},
                  backendRefs: [{name: web-stable, port: 80, weight: 100}, {name: web-canary, port: 80, weight: 0}]},
                 {name: mixed, filters: [{type: RequestMirror, requestMirror: {backendRef: {name: log, port: 1}}}],
                  backendRefs: [{name: web-canary, port: 81}, {name: other, port: 9, weight: 7}, {name: web-stable, port: 81}]},
                 {backendRefs: [{name: web-stable, port: 80, weight: 5}]},
                 {backendRefs: [{name: web-canary, port: 80, weight: 5}]},
                 {backendRefs: [{name: other, port: 80}]}]""");
    ObjectNode before = routes.tree("web").deepCopy();
    routes.apply(WEB, weight(35));
    assertThat(routes.rules("web"))
        .isEqualTo(
            yaml(
                """
                [{matches: [{path: {type: PathPrefix, value: /}}], timeouts: {request: 10s},
                  backendRefs: [{name: web-stable, port: 80, weight: 65}, {name: web-canary, port: 80, weight: 35}]},
                 {name: mixed, filters: [{type: RequestMirror, requestMirror: {backendRef: {name: log, port: 1}}}],
                  backendRefs: [{name: web-canary, port: 81, weight: 35}, {name: other, port: 9, weight: 7},
                    {name: web-stable, port: 81, weight: 65}]},
                 {backendRefs: [{name: web-stable, port: 80, weight: 5}]},
                 {backendRefs: [{name: web-canary, port: 80, weight: 5}]},
                 {backendRefs: [{name: other, port: 80}]}]"""));
    assertThat(routes.annotations("web")).contains(entry("a", "b")).hasSize(2);
    assertThat(routes.tree("web").path("spec").path("parentRefs"))
        .isEqualTo(before.path("spec").path("parentRefs"));
  }

  @Test
  void nothingIsWrittenWhenNothingChanges() {
    Routes routes = new Routes().with(GatewayKind.HTTP, "web", BOTH);
    routes.apply(WEB, weight(20));
    assertThat(WEB.plan(routes.observed(), weight(20)).unchanged()).isTrue();
    assertThat(routes.writes()).isEqualTo(1);
  }

  @Test
  void theObservedObjectIsNotTouched() {
    Routes routes = new Routes().with(GatewayKind.HTTP, "web", BOTH);
    ObjectNode before = routes.tree("web").deepCopy();
    WEB.plan(routes.observed(), weight(20));
    assertThat(routes.tree("web")).isEqualTo(before);
  }

  @Test
  void thePatchCarriesOnlyWhatChanged() {
    Routes routes = new Routes().with(GatewayKind.HTTP, "shop", "web", "team: blue", BOTH);
    RouteEdit edit = WEB.plan(routes.observed(), weight(20)).edits().getFirst();
    assertThat(edit.mergePatch())
        .isEqualTo(
            yaml(
                """
                metadata: {resourceVersion: "7", labels: {rollouts.argoproj.io/gatewayapi-canary: in-progress},
                  annotations: {rollout-operator.io/managed-fields:
                    "/spec/rules/0/backendRefs/0/weight,/spec/rules/0/backendRefs/1/weight"}}
                spec: {rules: [{backendRefs: [{name: web-stable, port: 80, weight: 80},
                  {name: web-canary, port: 80, weight: 20}]}]}"""));
  }

  @Test
  void aGreaterMaximumIsShared() {
    Routes routes = new Routes().with(GatewayKind.HTTP, "web", BOTH);
    routes.apply(WEB, target(1, 100_000_000, List.of(), Set.of(), new ManagedRouteChange.Leave()));
    assertThat(routes.rules("web").at("/0/backendRefs/0/weight").asInt()).isEqualTo(99_999_999);
  }

  @Test
  void theLabelIsThereWhileTheCanaryHasTraffic() {
    Routes routes = new Routes().with(GatewayKind.HTTP, "shop", "web", "team: blue", BOTH);
    routes.apply(WEB, weight(20));
    assertThat(routes.labels("web"))
        .isEqualTo(yaml("{team: blue, rollouts.argoproj.io/gatewayapi-canary: in-progress}"));
    routes.apply(WEB, weight(0));
    assertThat(routes.labels("web")).isEqualTo(yaml("{team: blue}"));
    assertThat(routes.writes()).isEqualTo(2);
  }

  @Test
  void theLabelCanBeNamedOrLeftOut() {
    Routes routes = new Routes().with(GatewayKind.HTTP, "web", BOTH);
    routes.apply(
        router("{httpRoute: web, inProgressLabelKey: busy, inProgressLabelValue: \"yes\"}"),
        weight(20));
    assertThat(routes.labels("web")).isEqualTo(yaml("{busy: \"yes\"}"));
    routes.apply(
        router("{httpRoute: web, inProgressLabelKey: busy, disableInProgressLabel: true}"),
        weight(0));
    assertThat(routes.labels("web")).isEqualTo(yaml("{busy: \"yes\"}"));
  }

  @Test
  void routesAreEditedByKindThenInTheOrderOfTheConfiguration() {
    Routes routes =
        new Routes()
            .with(GatewayKind.TLS, "t", BOTH)
            .with(GatewayKind.GRPC, "g", BOTH)
            .with(GatewayKind.HTTP, "a", BOTH)
            .with(GatewayKind.HTTP, "b", BOTH)
            .with(GatewayKind.HTTP, "shop", "z", "app: web", BOTH)
            .with(GatewayKind.HTTP, "shop", "c", "app: web", BOTH)
            .with(GatewayKind.HTTP, "shop", "unselected", "app: other", BOTH)
            .with(GatewayKind.HTTP, "elsewhere", "d", "app: web", BOTH);
    TrafficPlan plan =
        routes.apply(
            router(
                """
                {httpRoute: a, httpRoutes: [{name: b}, {name: c}], grpcRoutes: [{name: g}], tlsRoute: t,
                 httpRouteSelector: {matchLabels: {app: web}}}"""),
            weight(20));
    assertThat(plan.edits())
        .extracting(edit -> edit.ref().name())
        .containsExactly("b", "c", "a", "z", "g", "t");
  }

  @Test
  void queriesNameWhatIsToBeRead() {
    assertThat(
            router(
                    "{httpRoutes: [{name: a}], httpRouteSelector: {matchLabels: {app: web}}, tcpRoute: t, namespace: edge}")
                .queries())
        .extracting(Object::getClass)
        .extracting(Class::getSimpleName)
        .containsExactly("Named", "Selected", "Named", "Grants");
    assertThat(WEB.queries()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "matchLabels: {app: web} | true",
        "matchLabels: {app: web, team: red} | false",
        "matchExpressions: [{key: app, operator: In, values: [web, shop]}] | true",
        "matchExpressions: [{key: app, operator: NotIn, values: [web]}] | false",
        "matchExpressions: [{key: none, operator: NotIn, values: [web]}] | true",
        "matchExpressions: [{key: app, operator: Exists}] | true",
        "matchExpressions: [{key: app, operator: DoesNotExist}] | false",
        "matchExpressions: [{key: app, operator: Like, values: [web]}] | false",
        "matchLabels: {} | true"
      })
  void selectorsSelectAsKubernetesDoes(String selector, boolean selected) {
    Routes routes = new Routes().with(GatewayKind.HTTP, "shop", "web", "app: web", BOTH);
    TrafficPlan plan =
        router("httpRouteSelector: {" + selector + "}").plan(routes.observed(), weight(20));
    assertThat(plan.edits()).hasSize(selected ? 1 : 0);
    assertThat(plan.failure()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(GatewayKind.class)
  void aRouteWithoutBothServicesIsAnError(GatewayKind kind) {
    Routes routes =
        new Routes()
            .with(kind, "first", BOTH)
            .with(
                kind,
                "bare",
                "[{backendRefs: [{name: web-canary, port: 80}]}, {backendRefs: [{name: web-stable}]}]")
            .with(kind, "last", BOTH);
    String list = kind.name().toLowerCase(Locale.ROOT) + "Routes";
    TrafficPlan plan =
        routes.apply(router(list + ": [{name: first}, {name: bare}, {name: last}]"), weight(20));
    assertThat(plan.edits()).extracting(edit -> edit.ref().name()).containsExactly("first");
    String text =
        switch (kind) {
          case HTTP -> "backendRef was not found in httpRoute";
          case GRPC -> "backendRef was not found in grpcRoute";
          case TCP -> "backendRef list was not found in tcpRoute";
          case TLS -> "backendRef list was not found in tlsRoute";
        };
    assertThat(plan.failure().orElseThrow().event())
        .isEqualTo("failed to set weight via plugin: " + text);
  }

  @ParameterizedTest
  @CsvSource({"web-stable, web-canary", "web-canary, web-stable", "other, web-canary"})
  void theMissingServiceIsNamed(String present, String missing) {
    Routes routes =
        new Routes()
            .with(GatewayKind.HTTP, "web", "[{backendRefs: [{name: %s}]}]".formatted(present));
    assertThat(WEB.plan(routes.observed(), weight(20)).failure().orElseThrow().detail())
        .isEqualTo("HTTPRoute web has no backendRef to service " + missing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"none\"", "[1, {backendRefs: x}, {backendRefs: [5]}]", "{}"})
  void malformedRulesAreNotOurs(String rules) {
    Routes routes = new Routes().with(GatewayKind.HTTP, "web", rules);
    assertThat(WEB.plan(routes.observed(), weight(20)).edits()).isEmpty();
    assertThat(WEB.plan(routes.observed(), weight(20)).failure()).isPresent();
  }

  @Test
  void aMissingRouteIsAnError() {
    TrafficPlan plan = WEB.plan(new Routes().observed(), weight(20));
    assertThat(plan.failure().orElseThrow().detail()).isEqualTo("HTTPRoute \"shop/web\" not found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{configMap: old, namespace: shop}", "{unknown: true}"})
  void aConfigurationWithoutRoutesIsAnError(String config) {
    TrafficPlan plan = router(config).plan(new Routes().observed(), weight(20));
    assertThat(plan.failure().orElseThrow().event())
        .isEqualTo(
            "No routes configured. At least one of 'httpRoutes', 'grpcRoutes', 'tcpRoutes', 'tlsRoutes', 'httpRoute',"
                + " 'grpcRoute', 'tcpRoute' or 'tlsRoute' must be set");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "argoproj.io | Rollout | shop | HTTPRoute | | true",
        "argoproj.io | Rollout | shop | HTTPRoute | web | true",
        "argoproj.io | Rollout | shop | HTTPRoute | other | false",
        "argoproj.io | Rollout | shop | GRPCRoute | | false",
        "argoproj.io | Rollout | mall | HTTPRoute | | false",
        "apps | Rollout | shop | HTTPRoute | | false",
        "argoproj.io | Experiment | shop | HTTPRoute | | false"
      })
  void aRouteOfAnotherNamespaceNeedsAGrant(
      String group, String kind, String from, String to, String name, boolean allowed) {
    Routes routes =
        new Routes()
            .with(GatewayKind.HTTP, "edge", "web", "", BOTH)
            .grant(
                """
                metadata: {name: g, namespace: edge}
                spec: {from: [{group: %s, kind: %s, namespace: %s}],
                       to: [{group: gateway.networking.k8s.io, kind: %s%s}]}
                """
                    .formatted(group, kind, from, to, name == null ? "" : ", name: " + name));
    TrafficPlan plan =
        router("{httpRoute: web, namespace: edge}").plan(routes.observed(), weight(20));
    assertThat(plan.edits()).hasSize(allowed ? 1 : 0);
    if (!allowed) {
      assertThat(plan.failure().orElseThrow().detail())
          .isEqualTo(
              "HTTPRoute \"edge/web\": no ReferenceGrant in namespace \"edge\" allows references from namespace \"shop\"");
    }
  }

  @Test
  void aGrantOfAnotherNamespaceDoesNotCount() {
    Routes routes =
        new Routes()
            .with(GatewayKind.HTTP, "edge", "web", "", BOTH)
            .grant(
                """
                metadata: {name: g, namespace: shop}
                spec: {from: [{group: argoproj.io, kind: Rollout, namespace: shop}],
                       to: [{group: gateway.networking.k8s.io, kind: HTTPRoute}]}
                """);
    assertThat(
            router("{httpRoute: web, namespace: edge}").plan(routes.observed(), weight(20)).edits())
        .isEmpty();
  }

  @Test
  void experimentsHaveABackendInTheFirstRuleWithBoth() {
    Routes routes =
        new Routes()
            .with(
                GatewayKind.HTTP,
                "web",
                "[{backendRefs: [{name: web-stable}]},"
                    + " {backendRefs: [{name: web-stable}, {name: web-canary}, {name: foreign, weight: 3}]},"
                    + " {backendRefs: [{name: web-stable}, {name: web-canary}]}]");
    Destination first = new Destination("exp-a", 8080, 5);
    Destination second = new Destination("exp-b", 8080, 10);
    routes.apply(
        WEB, target(20, 100, List.of(first, second), Set.of(), new ManagedRouteChange.Leave()));
    assertThat(routes.rules("web").get(1))
        .isEqualTo(
            yaml(
                """
                backendRefs: [{name: web-stable, weight: 65}, {name: web-canary, weight: 20}, {name: foreign, weight: 3},
                  {name: exp-a, namespace: shop, port: 8080, weight: 5}, {name: exp-b, namespace: shop, port: 8080, weight: 10}]"""));
    assertThat(routes.rules("web").get(2))
        .isEqualTo(
            yaml("backendRefs: [{name: web-stable, weight: 65}, {name: web-canary, weight: 20}]"));
    routes.apply(
        WEB,
        target(
            20,
            100,
            List.of(new Destination("exp-b", 8080, 1)),
            Set.of("exp-a", "exp-b"),
            new ManagedRouteChange.Leave()));
    routes.apply(WEB, target(20, 100, List.of(), Set.of("exp-b"), new ManagedRouteChange.Leave()));
    assertThat(routes.rules("web").get(1))
        .isEqualTo(
            yaml(
                "backendRefs: [{name: web-stable, weight: 80}, {name: web-canary, weight: 20}, {name: foreign, weight: 3}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | verified",
        "[{conditions: [{type: Accepted, status: \"True\", observedGeneration: 3}]}] | verified",
        "[{conditions: [{type: Accepted, status: \"True\", observedGeneration: 2}]}] | pending",
        "[{conditions: [{type: Accepted, status: \"False\", observedGeneration: 3}]}] | pending",
        "[{conditions: [{type: ResolvedRefs, status: \"True\", observedGeneration: 3}]}] | pending",
        "[{conditions: []}] | pending",
        "[{conditions: [{type: Accepted, status: \"True\", observedGeneration: 3}]}, {}] | pending"
      })
  void verifiedOnceEveryParentAcceptedTheGeneration(String parents, String expected) {
    Routes routes = new Routes().with(GatewayKind.HTTP, "web", BOTH);
    routes.apply(WEB, weight(20));
    ((ObjectNode) routes.tree("web")).putObject("status").set("parents", yaml(parents));
    assertThat(WEB.verify(routes.observed(), weight(20)))
        .isInstanceOf(
            expected.equals("verified") ? Verification.Verified.class : Verification.Pending.class);
  }

  @Test
  void weightsThatSomebodyChangedAreNotVerified() {
    Routes routes = new Routes().with(GatewayKind.HTTP, "web", BOTH);
    routes.apply(WEB, weight(20));
    assertThat(WEB.verify(routes.observed(), weight(40)))
        .isEqualTo(
            new Verification.Pending("HTTPRoute \"shop/web\" has not the wanted weights yet"));
  }
}

package io.rolloutoperator.traffic.gatewayapi;

import static io.rolloutoperator.traffic.gatewayapi.Routes.beta;
import static io.rolloutoperator.traffic.gatewayapi.Routes.router;
import static io.rolloutoperator.traffic.gatewayapi.Routes.target;
import static io.rolloutoperator.traffic.gatewayapi.Routes.weight;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.rollout.gatewayapi.RouteNotes;
import io.rolloutoperator.engine.traffic.Destination;
import io.rolloutoperator.engine.traffic.ManagedRouteChange;
import io.rolloutoperator.engine.traffic.TrafficTarget;
import io.rolloutoperator.traffic.Verification;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The annotation that tells other tools which fields of a route are the Rollout's. */
class ManagedFieldsNoteTest {

  private static final GatewayApiRouter WEB = router("httpRoute: web");
  private static final String BOTH =
      "{backendRefs: [{name: web-stable, weight: 100}, {name: web-canary, weight: 0}]}";
  private static final String FIRST =
      "/spec/rules/0/backendRefs/0/weight,/spec/rules/0/backendRefs/1/weight";

  private final Routes routes = new Routes();

  @ParameterizedTest
  @CsvSource({"HTTP, httpRoute", "GRPC, grpcRoute", "TCP, tcpRoute", "TLS, tlsRoute"})
  void theFirstWriteOfARouteNotesItsWeights(GatewayKind kind, String field) {
    routes.with(kind, "web", "[%s]".formatted(BOTH));
    routes.apply(router(field + ": web"), weight(20));
    assertThat(noted()).isEqualTo(FIRST);
    assertThat(routes.writes()).isEqualTo(1);
  }

  @Test
  void theWeightsOfEveryRuleWithBothServicesAreNotedAndNoOthers() {
    rules(
        "{backendRefs: [{name: web-stable}]}",
        "{backendRefs: [{name: web-canary}, {name: other, weight: 7}, {name: web-stable}]}",
        BOTH);
    routes.apply(WEB, weight(20));
    assertThat(noted().split(",", -1))
        .containsExactly(
            "/spec/rules/1/backendRefs/0/weight",
            "/spec/rules/1/backendRefs/2/weight",
            "/spec/rules/2/backendRefs/0/weight",
            "/spec/rules/2/backendRefs/1/weight");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/spec/rules/7/backendRefs/0/weight", "nonsense"})
  void whatIsNotedIsNeverAReasonToWriteOrToWait(String before) {
    rules(BOTH);
    routes.annotate("web", RouteNotes.MANAGED_FIELDS, before);
    assertThat(WEB.plan(routes.observed(), weight(0)).unchanged()).isTrue();
    assertThat(WEB.verify(routes.observed(), weight(0))).isInstanceOf(Verification.Verified.class);

    routes.apply(WEB, weight(20));
    assertThat(noted()).isEqualTo(FIRST);
  }

  @Test
  void aRuleThatMovedIsNotedWhereItIsWithTheNextWrite() {
    rules(BOTH);
    routes.apply(WEB, weight(20));
    routes.overwriteRules("web", Routes.yaml("[{backendRefs: [{name: log}]}, %s]".formatted(BOTH)));
    routes.apply(WEB, weight(40));
    assertThat(noted()).isEqualTo(FIRST.replace("rules/0", "rules/1"));
  }

  @Test
  void rolloutsThatShareARouteKeepEachOthersNotes() {
    rules(BOTH, BOTH.replace("web-", "shop-"));
    routes.apply(WEB, weight(20));
    TrafficTarget shop = new TrafficTarget("shop-canary", "shop-stable", 10, 100);
    routes.apply(WEB, shop);
    String both = FIRST + "," + FIRST.replace("rules/0", "rules/1");
    assertThat(noted()).isEqualTo(both);

    routes.apply(WEB, weight(40));
    assertThat(noted()).isEqualTo(both);
    assertThat(WEB.plan(routes.observed(), shop).unchanged()).isTrue();
  }

  @Test
  void rulesOfStepsAndBackendsOfExperimentsAreNotedAsAWholeWhileTheyAreThere() {
    rules(BOTH);
    routes.apply(
        WEB,
        target(
            20,
            100,
            List.of(new Destination("exp-a", 80, 5)),
            Set.of(),
            new ManagedRouteChange.Header(beta())));
    assertThat(noted()).isEqualTo(FIRST + ",/spec/rules/0/backendRefs/2,/spec/rules/1");

    routes.apply(
        WEB, target(20, 100, List.of(), Set.of("exp-a"), new ManagedRouteChange.RemoveAll()));
    assertThat(noted()).isEqualTo(FIRST);
  }

  private void rules(String... rules) {
    routes.with(GatewayKind.HTTP, "web", "[%s]".formatted(String.join(", ", rules)));
  }

  private String noted() {
    return routes.annotations("web").getOrDefault(RouteNotes.MANAGED_FIELDS, "");
  }
}

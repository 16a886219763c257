package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.engine.validation.SpecError;
import io.rolloutoperator.kube.rollout.LoopbackApi.Reply;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A route of another namespace, which only a grant there opens, and one that is missing. */
class LiveRouteReaderTest {

  private static final String GATEWAY = "/apis/gateway.networking.k8s.io/";
  private static final String ROUTE = GATEWAY + "v1/namespaces/infra/httproutes/web";
  private static final String GRANT =
      """
      items:
      - metadata: {name: web, namespace: infra}
        spec:
          from: [{group: argoproj.io, kind: Rollout, namespace: shop}]
          to: [{group: gateway.networking.k8s.io, kind: HTTPRoute}]
      """;

  private static final String WEB =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: web, namespace: infra, uid: u, resourceVersion: '3'}
      spec:
        rules:
        - backendRefs:
          - {name: web-stable, namespace: shop, port: 80}
          - {name: web-canary, namespace: shop, port: 80}
      """;
  private static final String LIST = GATEWAY + "v1/namespaces/infra/httproutes";

  @AutoClose private final LoopbackApi server = new LoopbackApi().holds(ROUTE, WEB);
  private final HeardRoutes heard = new HeardRoutes();
  private long nanos;
  private final LiveRouteReader reader =
      new LiveRouteReader(server.api(), new ServedKinds(() -> nanos), heard);

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1beta1"})
  void theGrantsOfTheVersionThatIsServedCount(String version) {
    server.holds(grants(version), GRANT);
    assertThat(error()).isEmpty();
  }

  @Test
  void withoutTheKindThereIsNoGrant() {
    assertThat(error()).get().asString().contains("no ReferenceGrant");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 500})
  void grantsThatCannotBeReadAreNotTakenForNone(int code) {
    for (int i = 0; i < 12; i++) {
      server.next("GET", grants("v1"), new Reply.Status(code, "Trouble", "no"));
    }
    assertThatThrownBy(this::error)
        .isInstanceOf(CannotReadException.class)
        .hasMessageContaining("ReferenceGrant");
  }

  @Test
  void whetherTheKindOfAMissingRouteIsServedIsAskedOnceInAWhile() {
    server.lacks(ROUTE).holds(LIST, "{items: []}").holds(grants("v1"), GRANT);
    for (int i = 0; i < 3; i++) {
      assertThat(error()).get().asString().contains("not found");
    }
    assertThat(lists()).isEqualTo(1);
    nanos += ServedKinds.HOLDS.toNanos();
    error();
    assertThat(lists()).isEqualTo(2);
  }

  @Test
  void aKindThatIsNotServedIsRememberedUntilItsRouteComes() {
    server.lacks(ROUTE).holds(grants("v1"), GRANT);
    String unserved = String.valueOf(error());
    assertThat(String.valueOf(error())).isEqualTo(unserved);
    assertThat(lists()).isEqualTo(1);
    server.holds(ROUTE, WEB);
    assertThat(error()).isEmpty();
  }

  @Test
  void anAnswerThatSaysNothingIsNotRemembered() {
    server.lacks(ROUTE);
    server.next("GET", LIST, new Reply.RetryAfter(1));
    error();
    error();
    assertThat(lists()).isEqualTo(2);
  }

  @Test
  void whatAPassNeedsIsToldBeforeItIsReadAndInWhichVersionItWas() {
    server.holds(grants("v1"), GRANT);
    error();
    assertThat(heard.lines())
        .containsExactly(
            "shop/web needs infra/web, grants of infra",
            "served gateway.networking.k8s.io/v1 httproutes",
            "shop/web saw infra/web 3");
  }

  @Test
  void theKindOfAMissingRouteIsToldIfItIsServed() {
    server.lacks(ROUTE).holds(LIST, "{items: []}").holds(grants("v1"), GRANT);
    error();
    assertThat(heard.lines()).contains("served gateway.networking.k8s.io/v1 httproutes");
  }

  private long lists() {
    return server.requests().stream().filter(request -> request.equals("GET " + LIST)).count();
  }

  private static String grants(String version) {
    return GATEWAY + version + "/namespaces/infra/referencegrants";
  }

  private Optional<SpecError> error() {
    Rollout rollout =
        WebRollout.of(
            """
            spec:
              selector: {matchLabels: {app: web}}
              strategy:
                canary:
                  stableService: web-stable
                  canaryService: web-canary
                  trafficRouting:
                    plugins: {argoproj-labs/gatewayAPI: {namespace: infra, httpRoute: web}}
            """);
    return reader.read(new Readings().facts(server.api(), rollout)).error();
  }
}

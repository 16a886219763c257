package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.engine.plan.EventNote;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TrafficNewsTest {

  private static final String ROUTE =
      "/apis/gateway.networking.k8s.io/v1/namespaces/shop/httproutes/web";

  private final TrafficNews news = new TrafficNews();
  @AutoClose private final LoopbackApi server = new LoopbackApi();

  @Test
  void aGatewayThatDoesNotAcceptIsToldAfterAMinuteAndOnce() {
    accepts("False");

    assertThat(after(0)).isEmpty();
    assertThat(after(59)).isEmpty();
    assertThat(after(60))
        .get()
        .extracting(EventNote::message)
        .asString()
        .contains("gateway \"edge\"");
    assertThat(after(61)).isEmpty();
    assertThat(after(600)).isEmpty();
  }

  @Test
  void acceptingStartsTheMinuteAnew() {
    accepts("False");
    assertThat(after(0)).isEmpty();
    accepts("True");
    assertThat(after(50)).isEmpty();
    accepts("False");

    assertThat(after(70)).isEmpty();
    assertThat(after(129)).isEmpty();
    assertThat(after(130)).isPresent();
  }

  private void accepts(String status) {
    server.holds(
        ROUTE,
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: web, namespace: shop, uid: u, resourceVersion: '3', generation: 2}
        spec:
          rules:
          - backendRefs:
            - {name: web-stable, port: 80, weight: 100}
            - {name: web-canary, port: 80, weight: 0}
        status:
          parents:
          - parentRef: {name: edge}
            conditions: [{type: Accepted, status: '%s', observedGeneration: 2}]
        """
            .formatted(status));
  }

  private Optional<EventNote> after(int seconds) {
    Rollout rollout =
        WebRollout.of(
            """
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: web}]}
              strategy:
                canary:
                  stableService: web-stable
                  canaryService: web-canary
                  trafficRouting: {plugins: {argoproj-labs/gatewayAPI: {httpRoute: web}}}
            status:
              canary:
                weights: {canary: {weight: 0}, stable: {weight: 100}, verified: false}
            """);
    return news.of(new Readings().read(server.api(), rollout, Readings.NOW.plusSeconds(seconds)));
  }
}

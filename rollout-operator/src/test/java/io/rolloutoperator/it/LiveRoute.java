package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.List;

/**
 * An HTTPRoute on the API server, the Services {@code NAME-stable} and {@code NAME-canary} that it
 * leads to, and the Rollout of its name between them.
 */
record LiveRoute(TestNamespace namespace, String name) {
  static final String GATEWAY = "gateway.networking.k8s.io/v1";

  /** Applies the Services and the route, all traffic to stable. */
  static LiveRoute apply(TestNamespace namespace, String name) {
    LiveRoute route = new LiveRoute(namespace, name);
    route.applyServices();
    route.applyTo("stable", "canary");
    return route;
  }

  /** Applies the Services alone. */
  void applyServices() {
    for (String role : List.of("stable", "canary")) {
      namespace.apply(
          """
          {apiVersion: v1, kind: Service, metadata: {name: %1$s-%2$s},
           spec: {selector: {app: %1$s}, ports: [{port: 80, targetPort: 8080}]}}
          """
              .formatted(name, role));
    }
  }

  /** Applies the route with backends of these roles, all traffic to the first. */
  void applyTo(String first, String second) {
    namespace.apply(
        """
        apiVersion: %2$s
        kind: HTTPRoute
        metadata: {name: %1$s}
        spec:
          rules:
          - backendRefs:
            - {name: %1$s-%3$s, port: 80, weight: 100}
            - {name: %1$s-%4$s, port: 80, weight: 0}
        """
            .formatted(name, GATEWAY, first, second));
  }

  /** Deploys version v1 of the Rollout and waits until it is healthy. */
  LiveRollout deploy(int replicas, String steps) {
    return LiveRollout.deploy(namespace, name, replicas, strategy(steps, ""));
  }

  /**
   * Returns the canary strategy that routes by it.
   *
   * @param steps a list in YAML's flow style
   * @param more fields, each with a comma before it
   */
  String strategy(String steps, String more) {
    return ("{stableService: %1$s-stable, canaryService: %1$s-canary, trafficRouting:"
            + " {plugins: {argoproj-labs/gatewayAPI: {httpRoute: %1$s}}}, steps: %2$s%3$s}")
        .formatted(name, steps, more);
  }

  /** Returns the stable side's weight and the canary's, such as {@code 80 20}. */
  String weights() {
    return weights(namespace.read(GATEWAY, "HTTPRoute", name));
  }

  static String weights(JsonNode route) {
    JsonNode backends = route.path("spec").path("rules").path(0).path("backendRefs");
    return String.join(
        " ", Json.elements(backends).map(backend -> backend.path("weight").asText()).toList());
  }

  /** Returns the hash that the Service of this role selects. */
  String selected(String role) {
    return namespace
        .read("v1", "Service", name + "-" + role)
        .path("spec")
        .path("selector")
        .path("rollouts-pod-template-hash")
        .asText();
  }
}

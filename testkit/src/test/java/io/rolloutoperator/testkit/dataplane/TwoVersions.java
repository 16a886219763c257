package io.rolloutoperator.testkit.dataplane;

import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.Map;

/** Two versions of a service with two pods each, behind one HTTPRoute. */
final class TwoVersions {

  static final String HOST = "shop.example.com";
  static final String STABLE = "v1";
  static final String CANARY = "v2";

  private final TestNamespace namespace;

  TwoVersions(TestNamespace namespace) {
    this.namespace = namespace;
  }

  /** Starts both and waits until their pods are ready. */
  void start(int weight, double errorRateOfCanary) {
    deploy(STABLE, 0);
    deploy(CANARY, errorRateOfCanary);
    weight(weight);
    namespace.awaitReadyPods(Map.of("app", "shop"), 4);
  }

  /** Sends so many per cent of the requests to the canary. */
  void weight(int canary) {
    namespace.apply(
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: shop}
        spec:
          hostnames: [%s]
          parentRefs: [{name: edge, namespace: edge}]
          rules:
          - backendRefs: [{name: shop-v1, port: 80, weight: %d}, {name: shop-v2, port: 80, weight: %d}]
        """
            .formatted(HOST, 100 - canary, canary));
  }

  private void deploy(String version, double errorRate) {
    namespace.apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop-%1$s}
        spec:
          replicas: 2
          selector: {matchLabels: {app: shop, version: %1$s}}
          template:
            metadata:
              labels: {app: shop, version: %1$s, rollouts-pod-template-hash: hash-of-%1$s}
              annotations: {prometheus.io/scrape: "true", prometheus.io/port: "8080"}
            spec:
              containers:
              - name: app
                image: http/shop:%1$s
                ports: [{name: http, containerPort: 8080}]
                env: [{name: APP_ERROR_RATE, value: "%2$s"}]
                readinessProbe: {httpGet: {path: /healthz, port: http}, periodSeconds: 1}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: shop-%1$s}
        spec:
          clusterIP: None
          selector: {app: shop, version: %1$s}
          ports: [{name: http, port: 80, targetPort: http}]
        """
            .formatted(version, errorRate));
  }
}

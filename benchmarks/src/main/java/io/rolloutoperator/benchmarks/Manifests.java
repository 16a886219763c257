package io.rolloutoperator.benchmarks;

import java.util.List;

/** The objects that are measured. Pods are simulated: they are ready at once. */
final class Manifests {
  private Manifests() {}

  static String namespace(String name) {
    return "{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(name);
  }

  /**
   * A canary without traffic routing.
   *
   * @param steps as in {@code spec.strategy.canary.steps}, each in YAML's flow style
   */
  static String rollout(String name, int replicas, List<String> steps) {
    return rollout(name, replicas, "steps: [" + String.join(", ", steps) + "]");
  }

  /** A canary between two Services that no route names. */
  static String rolloutWithServices(String name, int replicas, List<String> steps) {
    return services(name)
        + rollout(
            name,
            replicas,
            "stableService: %s-stable, canaryService: %s-canary, steps: [%s]"
                .formatted(name, name, String.join(", ", steps)));
  }

  /** A canary whose weights are written into an HTTPRoute of the same name. */
  static String rolloutWithRoute(String name, int replicas, List<String> steps, String more) {
    return services(name)
        + """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: %1$s}
        spec:
          parentRefs: [{name: gateway}]
          rules:
          - backendRefs:
            - {name: %1$s-stable, port: 80, weight: 100}
            - {name: %1$s-canary, port: 80, weight: 0}
        ---
        """
            .formatted(name)
        + rollout(
            name,
            replicas,
            """
            stableService: %1$s-stable, canaryService: %1$s-canary, \
            trafficRouting: {plugins: {argoproj-labs/gatewayAPI: {httpRoute: %1$s}}}, \
            steps: [%2$s]%3$s\
            """
                .formatted(name, String.join(", ", steps), more));
  }

  private static String services(String name) {
    return service(name, "stable") + service(name, "canary");
  }

  private static String service(String name, String role) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: %s-%s}
    spec: {selector: {app: %s}, ports: [{port: 80, targetPort: 8080}]}
    ---
    """
        .formatted(name, role, name);
  }

  /** The template has the usual size: an image, ports, probes, resources, some environment. */
  private static String rollout(String name, int replicas, String canary) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata: {name: %1$s}
    spec:
      replicas: %2$d
      selector: {matchLabels: {app: %1$s}}
      strategy: {canary: {%3$s}}
      template:
        metadata: {labels: {app: %1$s}}
        spec:
          terminationGracePeriodSeconds: 1
          containers:
          - name: app
            image: registry.example.com/shop/app:v1
            ports: [{name: http, containerPort: 8080}]
            env:
            - {name: LOG_LEVEL, value: info}
            - {name: DATABASE_URL, value: "postgres://db.example.com:5432/shop"}
            - name: POD_NAME
              valueFrom: {fieldRef: {fieldPath: metadata.name}}
            resources:
              requests: {cpu: 10m, memory: 16Mi}
              limits: {memory: 64Mi}
            readinessProbe: {httpGet: {path: /healthz, port: http}, periodSeconds: 5}
            livenessProbe: {httpGet: {path: /healthz, port: http}, periodSeconds: 20}
    ---
    """
        .formatted(name, replicas, canary);
  }

  /** A new version of the template above, as a patch. */
  static String version(String tag) {
    return """
    spec:
      template:
        spec:
          containers:
          - name: app
            image: registry.example.com/shop/app:%s
            ports: [{name: http, containerPort: 8080}]
            resources:
              requests: {cpu: 10m, memory: 16Mi}
              limits: {memory: 64Mi}
    """
        .formatted(tag);
  }
}

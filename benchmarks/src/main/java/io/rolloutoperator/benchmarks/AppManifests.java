package io.rolloutoperator.benchmarks;

/**
 * What Git sync is measured with. An app is a workload without pods, a Service, a ServiceAccount
 * and an HTTPRoute.
 */
final class AppManifests {
  private AppManifests() {}

  /** Objects of an app. */
  static String app(Workload workload, String name, String image) {
    return withoutTraffic(workload, name, image) + traffic(name);
  }

  /** The same without Service and HTTPRoute. */
  static String withoutTraffic(Workload workload, String name, String image) {
    return """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: %s}
        ---
        """
            .formatted(name)
        + workload.manifest(name, image);
  }

  /** The kustomization of an app that has all its objects from a base. */
  static String onBase(String name, String base) {
    return """
        resources: [%2$s]
        namePrefix: %1$s-
        labels: [{pairs: {app: %1$s}, includeSelectors: true}]
        """
        .formatted(name, base);
  }

  private static String traffic(String name) {
    return """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: %1$s}
        spec: {selector: {app: %1$s}, ports: [{port: 80, targetPort: 8080}]}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: %1$s}
        spec:
          hostnames: ["%1$s.example.org"]
          rules: [{backendRefs: [{name: %1$s, port: 80}]}]
        """
        .formatted(name);
  }

  /** A GitSync of a folder that polls every {@code interval}. */
  static String sync(String name, String url, String folder, String interval) {
    return """
        apiVersion: rollout-operator.io/v1alpha1
        kind: GitSync
        metadata: {name: %1$s}
        spec:
          repo: {url: "%2$s", ref: {branch: main}, interval: %3$s}
          path: %4$s
        """
        .formatted(name, url, interval, folder);
  }
}

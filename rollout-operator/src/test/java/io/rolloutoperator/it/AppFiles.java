package io.rolloutoperator.it;

import io.rolloutoperator.testkit.junit.TestNamespace;

/** Manifests of one application as they stand in a repository, comments and odd blanks included. */
record AppFiles(String name) {

  /**
   * A Rollout with two replicas.
   *
   * @param version of its image
   * @param canary the strategy in YAML's flow style
   */
  String rollout(String version, String canary) {
    return """
    # %1$s, the one that pays the bills
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata:   {name: %1$s}   # odd blanks stay
    spec:
      replicas: 2
      selector: {matchLabels: {app: %1$s}}
      template:
        metadata: {labels: {app: %1$s}}
        spec:
          containers:
            - name: main
              image: "example/app:%2$s" # the release
      strategy: {canary: %3$s}
    """
        .formatted(name, version, canary);
  }

  /** The Services {@code NAME-stable} and {@code NAME-canary}. */
  String services() {
    return service("stable") + "---\n" + service("canary");
  }

  private String service(String role) {
    return """
    {apiVersion: v1, kind: Service, metadata: {name: %1$s-%2$s},
     spec: {selector: {app: %1$s}, ports: [{port: 80, targetPort: 8080}]}}
    """
        .formatted(name, role);
  }

  /**
   * An HTTPRoute to both Services, all weight on the first as people write it.
   *
   * @param filters of its rule in YAML's flow style
   * @param moreRules each with its dash
   */
  String route(String filters, String moreRules) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: %1$s}
    spec:
      rules:
      - filters: %2$s
        backendRefs:
        - {name: %1$s-stable, port: 80, weight: 100}
        - {name: %1$s-canary, port: 80, weight: 0}
      %3$s
    """
        .formatted(name, filters, moreRules);
  }

  /** A ConfigMap that has nothing to do with a release. */
  String settings(int value) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: %s-settings}
    data: {value: "%d"}
    """
        .formatted(name, value);
  }

  /** What the cluster has of the settings; empty without them. */
  String storedSettings(TestNamespace namespace) {
    return namespace.read("v1", "ConfigMap", name + "-settings").at("/data/value").asText();
  }
}

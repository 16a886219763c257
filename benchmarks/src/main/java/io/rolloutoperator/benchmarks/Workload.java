package io.rolloutoperator.benchmarks;

/** What an app of the benchmarks of Git sync runs as; without pods either way. */
enum Workload {
  DEPLOYMENT(
      "apps/v1",
      "deployments",
      """
      apiVersion: apps/v1
      kind: Deployment
      """,
      ""),
  ROLLOUT(
      "argoproj.io/v1alpha1",
      "rollouts",
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      """,
      """
        strategy: {canary: {steps: [{setWeight: 50}]}}
      """);

  private final String apiVersion;
  private final String plural;
  private final String head;
  private final String strategy;

  Workload(String apiVersion, String plural, String head, String strategy) {
    this.apiVersion = apiVersion;
    this.plural = plural;
    this.head = head;
    this.strategy = strategy;
  }

  /** Their collection at the API server. */
  String path() {
    return "/apis/" + apiVersion + "/namespaces/" + World.NAMESPACE + "/" + plural;
  }

  /** The object, in YAML. */
  String manifest(String name, String image) {
    return head
        + """
        metadata: {name: %1$s}
        spec:
          replicas: 0
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec:
              serviceAccountName: %1$s
              containers: [{name: main, image: "example/app:%2$s", ports: [{containerPort: 8080}]}]
        """
            .formatted(name, image)
        + strategy;
  }
}

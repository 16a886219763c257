package io.rolloutoperator.it;

/** The least that a canary Rollout of the tests has; its pods have the label {@code app: NAME}. */
final class RolloutManifest {

  private RolloutManifest() {}

  /**
   * YAML of one object.
   *
   * @param container in YAML's flow style, such as {@code {name: main, image: a}}
   * @param canary the strategy in YAML's flow style, such as {@code {steps: [{setWeight: 50}]}}
   */
  static String of(String name, int replicas, String container, String canary) {
    return """
        apiVersion: %1$s
        kind: Rollout
        metadata: {name: %2$s}
        spec:
          replicas: %3$d
          selector: {matchLabels: {app: %2$s}}
          template:
            metadata: {labels: {app: %2$s}}
            spec: {containers: [%4$s]}
          strategy: {canary: %5$s}
        """
        .formatted(LiveRollout.API, name, replicas, container, canary);
  }
}

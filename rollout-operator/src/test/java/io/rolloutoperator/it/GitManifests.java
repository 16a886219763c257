package io.rolloutoperator.it;

/** Small manifests for repositories of tests. */
final class GitManifests {
  private GitManifests() {}

  /** A ConfigMap with one value. */
  static String map(String name, String value) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s}
        data: {value: "%s"}
        """
        .formatted(name, value);
  }

  /** A ConfigMap with more metadata, such as {@code , annotations: {a: b}}. */
  static String map(String name, String value, String moreMetadata) {
    return map(name, value).replace("{name: " + name, "{name: " + name + moreMetadata);
  }

  /** A Deployment of the sample app whose image has this tag. */
  static String deployment(String name, String tag, int replicas) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s}
        spec:
          replicas: %3$d
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec: {containers: [{name: app, image: "sim/%1$s:%2$s"}]}
        """
        .formatted(name, tag, replicas);
  }
}

package io.rolloutoperator.it;

import io.rolloutoperator.testkit.junit.ForeignCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;

/** The app that tests release: nodes of the test kit take any image, others need a real one. */
final class AppContainer {
  private AppContainer() {}

  /** A container {@code main} of this version, in YAML's flow style. */
  static String of(TestNamespace namespace, String version) {
    return namespace
        .cluster()
        .foreign()
        .map(cluster -> of(cluster, version))
        .orElse("{name: main, image: \"example/app:" + version + "\"}");
  }

  private static String of(ForeignCluster cluster, String version) {
    return "{name: main, image: \"%s\", env: [{name: VERSION, value: \"%s\"}]}"
        .formatted(cluster.appImage(), version);
  }
}

package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.testkit.junit.OnAnyCluster;
import io.rolloutoperator.testkit.junit.OnTestClusterOnly;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped CRDs are taken by plain {@code kubectl apply} and guard what must not change. */
@RequiresCluster
@OnAnyCluster
class CrdIT {
  private final TestNamespace namespace;

  CrdIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @ParameterizedTest
  @OnTestClusterOnly("the test kit's kubectl")
  @ValueSource(
      strings = {
        "rollouts.argoproj.io",
        "analysisruns.argoproj.io",
        "analysistemplates.argoproj.io",
        "clusteranalysistemplates.argoproj.io",
        "experiments.argoproj.io",
        "gitsyncs.rollout-operator.io"
      })
  void kubectlAppliesTheCrdWithItsAnnotationOfTheLastApplied(String name, @TempDir Path folder)
      throws Exception {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(file, crd(name.substring(0, name.indexOf('.'))));
    assertThat(kubectl("apply", "-f", file.toString()))
        .contains("customresourcedefinition.apiextensions.k8s.io/" + name);
    assertThat(kubectl("apply", "-f", file.toString())).contains("unchanged");
  }

  @Test
  void theSelectorOfARolloutCannotBeChanged() {
    LiveRollout rollout =
        LiveRollout.apply(namespace, "web", 1, "{steps: [{setWeight: 50}, {pause: {}}]}");
    rollout.patch("{spec: {replicas: 2}}");
    assertThatThrownBy(() -> rollout.patch("{spec: {selector: {matchLabels: {app: other}}}}"))
        .hasMessageContaining(".spec.selector is immutable");
  }

  private static String crd(String plural) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CrdIT.class.getResourceAsStream("/crds/" + plural + ".yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String kubectl(String... arguments) throws Exception {
    return new Kubectl(namespace.cluster().controlPlane()).run(arguments);
  }
}

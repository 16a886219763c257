package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped CRDs are taken by plain {@code kubectl apply} and guard what must not change. */
@RequiresCluster
class CrdIT {
  private final TestNamespace namespace;

  CrdIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rollouts",
        "analysisruns",
        "analysistemplates",
        "clusteranalysistemplates",
        "experiments"
      })
  void kubectlAppliesTheCrdWithItsAnnotationOfTheLastApplied(String plural, @TempDir Path folder)
      throws Exception {
    Path file = folder.resolve(plural + ".yaml");
    Files.writeString(file, crd(plural));
    assertThat(kubectl("apply", "-f", file.toString()))
        .contains("customresourcedefinition.apiextensions.k8s.io/" + plural + ".argoproj.io");
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

  private String kubectl(String... arguments) throws IOException, InterruptedException {
    ControlPlane plane = namespace.cluster().controlPlane();
    ProcessBuilder builder =
        new ProcessBuilder(
                plane.binary().toString(), "kubectl", "--kubeconfig=" + plane.kubeconfig("admin"))
            .redirectErrorStream(true);
    builder.command().addAll(List.of(arguments));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}

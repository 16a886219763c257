package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.junit.ExpectErrors;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import io.rolloutoperator.testkit.kustomize.Kustomize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that the operator does not render itself is rendered by the kustomize it is given. */
@RequiresCluster
@ExpectErrors("will stop")
@ExpectWarnings("BuildFailed")
class GitSyncKustomizeBinaryIT {
  private static final String WITH_VARIABLE =
      """
      resources: [map.yaml]
      namePrefix: by-
      vars:
      - name: NAME
        objref: {kind: ConfigMap, name: kustomize, apiVersion: v1}
      configurations: [variables.yaml]
      """;
  private static final String VARIABLES = "varReference: [{kind: ConfigMap, path: data/value}]";

  private final TestNamespace namespace;

  GitSyncKustomizeBinaryIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @Test
  void onceThereIsOneTheCommitIsAppliedThatWasRefusedBefore(@TempDir Path folder)
      throws IOException {
    ShippedOperator without = LiveGitSync.startOperator(namespace);
    try (LiveGitSync sync =
        LiveGitSync.follow(
            namespace,
            "outside",
            Map.of(
                "kustomization.yaml",
                WITH_VARIABLE,
                "map.yaml",
                GitManifests.map("kustomize", "$(NAME)"),
                "variables.yaml",
                VARIABLES),
            "")) {
      sync.awaitNotReady("BuildFailed");
      assertThat(sync.condition("Ready"))
          .startsWith("False BuildFailed: kustomization.yaml: \"")
          .endsWith("\" needs the kustomize binary, which is not configured");
      assertThat(without.local().terminate(Duration.ofSeconds(20))).isZero();

      ShippedOperator _ =
          LiveGitSync.startOperator(namespace, "--gitsync-kustomize-binary=" + breaking(folder));
      sync.awaitReady(sync.repository().head());
      assertThat(value()).isEqualTo("by-kustomize");

      refused(
          sync,
          WITH_VARIABLE.replace("map.yaml", "map.yaml, https://example.com/x.yaml"),
          "remote resource \"https://example.com/x.yaml\" is not allowed");
      refused(
          sync,
          WITH_VARIABLE.replace("name: kustomize", "name: nobody"),
          "kustomize: var '{NAME ConfigMap.v1.[noGrp] {metadata.name}}' cannot be mapped to a field"
              + " in the set of known resources");
      assertThat(value()).isEqualTo("by-kustomize");
      whoAsksGetsANewTryAtTheSameFiles(sync, folder.resolve("broken"));
    }
  }

  /** As after a disk that was full: the files are the same, and nobody waits for ten minutes. */
  private static void whoAsksGetsANewTryAtTheSameFiles(LiveGitSync sync, Path broken)
      throws IOException {
    Files.createFile(broken);
    sync.push(Map.of("kustomization.yaml", WITH_VARIABLE, "more.txt", "1"), "right again");
    sync.awaitNotReady("BuildFailed: kustomization.yaml: kustomize: out of order");
    Files.delete(broken);
    sync.poke();
    sync.awaitReady(sync.repository().head());
  }

  /** A kustomize that builds nothing for as long as there is a file {@code broken}. */
  private static Path breaking(Path folder) throws IOException {
    Path program = folder.resolve("kustomize");
    Files.writeString(
        program,
        """
        #!/bin/sh
        if [ "$1" = build ] && [ -e '%s' ]; then echo 'Error: out of order' >&2; exit 1; fi
        exec '%s' "$@"
        """
            .formatted(folder.resolve("broken"), Kustomize.locate().program()));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  private static void refused(LiveGitSync sync, String kustomization, String words) {
    sync.push(Map.of("kustomization.yaml", kustomization), "refused");
    sync.awaitNotReady("BuildFailed: kustomization.yaml: " + words);
  }

  private String value() {
    return namespace.read("v1", "ConfigMap", "by-kustomize").at("/data/value").asText();
  }
}

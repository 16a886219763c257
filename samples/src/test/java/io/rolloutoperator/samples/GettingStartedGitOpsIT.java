package io.rolloutoperator.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.demo.OperatorProcess;
import io.rolloutoperator.testkit.junit.ExpectRefusals;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The page that leads to a canary by commit, followed with a shell, the real kubectl, git and
 * kustomize. Isolated, as its operator looks at all namespaces.
 */
@RequiresCluster
@Isolated
// Namespaces of classes before it may still end, with Rollouts in them.
@ExpectRefusals("because it is being terminated")
class GettingStartedGitOpsIT {

  private static final Path PAGE = Path.of("..", "docs", "getting-started-gitops.md");
  private static final int MINUTES = 6;

  private final TestNamespace namespace;

  @TempDir private Path folder;

  GettingStartedGitOpsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @Test
  void isTrue() throws Exception {
    try (SyncedRepository repository = SyncedRepository.create(folder);
        OperatorProcess _ = operator()) {
      Path output = folder.resolve("output");

      int exit = follow(repository, output);

      String said = Files.readString(output);
      assertThat(exit).as(said).isZero();
      assertThat(said)
          .contains("gitsync.rollout-operator.io/hello condition met")
          .contains("CanaryPauseStep, step 1")
          .contains("Roll back hello/hello to")
          .contains("Rollback-Of: ")
          .contains("hello/overlays/production/kustomization.yaml | 2 +-")
          .contains("namespace \"hello\" deleted");
    }
  }

  private int follow(SyncedRepository repository, Path output) throws Exception {
    Path script = folder.resolve("page.sh");
    Files.writeString(script, PageScript.of(Files.readString(PAGE)));
    ProcessBuilder shell =
        new ProcessBuilder("bash", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    shell.environment().putAll(environment(repository));
    Process process = shell.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroy();
      throw new AssertionError(
          "no end after %d min: %s".formatted(MINUTES, Files.readString(output)));
    }
    return process.exitValue();
  }

  /** What the demo's file sets. */
  private Map<String, String> environment(SyncedRepository repository) throws IOException {
    Path programs = Files.createDirectories(folder.resolve("bin"));
    var plane = namespace.cluster().controlPlane();
    Path kubectl = programs.resolve("kubectl");
    Files.writeString(
        kubectl,
        "#!/bin/sh\nexec %s kubectl --kubeconfig=%s --cache-dir=%s \"$@\"\n"
            .formatted(plane.binary(), plane.kubeconfig("admin"), folder.resolve("kubectl-cache")));
    Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(programs.resolve("kustomize"), repository.kustomize().program());
    return Map.of(
        "PATH",
        programs + ":" + System.getenv("PATH"),
        "GIT_CONFIG_GLOBAL",
        folder.resolve("gitconfig").toAbsolutePath().toString(),
        "GIT_CONFIG_NOSYSTEM",
        "1",
        "REPOSITORY",
        repository.path().toString(),
        "REPOSITORY_URL",
        repository.url(),
        "GIT_USER",
        SyncedRepository.LOGIN,
        "GIT_PASSWORD",
        SyncedRepository.LOGIN);
  }

  private OperatorProcess operator() throws IOException {
    return OperatorProcess.start(
        namespace.identity(Files.readString(Path.of("../deploy/rbac.yaml"))).kubeconfig(),
        namespace.name(),
        URI.create("http://prometheus.example.com"),
        namespace.cluster().controlPlane().files().logs().resolve("page-operator.log"),
        "--gitsync-allow-http",
        "--insecure-gitsync-allow-loopback",
        "--gitsync-directory=" + folder.resolve("copies"));
  }
}

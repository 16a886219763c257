package io.rolloutoperator.demo;

import io.rolloutoperator.testkit.cluster.ControlPlane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What the person who watches needs in a shell: a kubectl that enters the network namespace and
 * knows the kubeconfig, with its plugin, kustomize, and where the repository is.
 */
final class LookAround {

  private LookAround() {}

  /** Writes the settings of such a shell, and returns the file to be read by it. */
  static Path write(ControlPlane plane, ConfigRepository repository, Path directory)
      throws IOException {
    Path home = directory.toAbsolutePath();
    Path programs = Files.createDirectories(home.resolve("bin"));
    kubectl(plane, programs.resolve("kubectl"));
    plugin(programs.resolve("kubectl-rollouts"));
    Files.createSymbolicLink(programs.resolve("kustomize"), repository.kustomize());
    Path settings = home.resolve("env");
    Files.writeString(
        settings,
        """
        export PATH=%s:$PATH
        # The repository, for git clone; and as the operator reaches it.
        export REPOSITORY=%s
        export REPOSITORY_URL=%s
        export GIT_USER=%s GIT_PASSWORD=%s
        """
            .formatted(
                programs,
                repository.path(),
                ConfigRepository.URL,
                ConfigRepository.LOGIN,
                ConfigRepository.LOGIN));
    return settings;
  }

  /** By environment, as flags before the name of a plugin would be refused. */
  private static void kubectl(ControlPlane plane, Path script) throws IOException {
    program(
        script,
        """
        #!/bin/sh
        export KUBECONFIG=%s KUBECACHEDIR=%s
        exec nsenter --net=/var/run/netns/%s %s kubectl "$@"
        """
            .formatted(
                plane.kubeconfig("admin"),
                plane.files().root().resolve("kubectl-cache"),
                namespace(),
                plane.binary()));
  }

  private static void plugin(Path script) throws IOException {
    Path launcher =
        Path.of(System.getProperty("testkit.directory")).resolveSibling("bin/kubectl-rollouts");
    program(
        script,
        """
        #!/bin/sh
        export JAVA_HOME=%s
        exec %s "$@"
        """
            .formatted(System.getProperty("java.home"), launcher.toAbsolutePath()));
  }

  private static void program(Path script, String text) throws IOException {
    Files.writeString(script, text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The network namespace that this process is in. */
  private static String namespace() throws IOException {
    Process process =
        new ProcessBuilder("ip", "netns", "identify", Long.toString(ProcessHandle.current().pid()))
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}

package io.rolloutoperator.demo;

import io.rolloutoperator.testkit.cluster.ControlPlane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A kubectl for the person who watches: it enters the network namespace and knows the kubeconfig.
 */
final class LookAround {

  private LookAround() {}

  /** Writes the script and returns its path. */
  static Path write(ControlPlane plane, Path directory) throws IOException {
    Path script = directory.toAbsolutePath().resolve("kubectl");
    Files.writeString(
        script,
        """
        #!/bin/sh
        exec nsenter --net=/var/run/netns/%s %s kubectl --kubeconfig=%s --cache-dir=%s "$@"
        """
            .formatted(
                namespace(),
                plane.binary(),
                plane.kubeconfig("admin"),
                plane.files().root().resolve("kubectl-cache")));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  /** The network namespace that this process is in. */
  private static String namespace() throws IOException {
    Process process =
        new ProcessBuilder("ip", "netns", "identify", Long.toString(ProcessHandle.current().pid()))
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}

package io.rolloutoperator.testkit.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/** Writes kubeconfig files that carry everything inline. */
final class Kubeconfig {
  private Kubeconfig() {}

  static void write(Path file, URI server, Path authority, Credentials credentials)
      throws IOException {
    String text =
        """
        apiVersion: v1
        kind: Config
        current-context: test
        clusters:
        - name: test
          cluster: {server: "%s", certificate-authority-data: %s}
        contexts:
        - name: test
          context: {cluster: test, user: test, namespace: default}
        users:
        - name: test
          user: {%s}
        """
            .formatted(server, base64(authority), user(credentials));
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text, StandardOpenOption.WRITE);
  }

  private static String user(Credentials credentials) throws IOException {
    return switch (credentials) {
      case Credentials.Certificate(Path certificate, Path key) ->
          "client-certificate-data: " + base64(certificate) + ", client-key-data: " + base64(key);
      case Credentials.Token(String value) -> "token: " + value;
    };
  }

  private static String base64(Path file) throws IOException {
    return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
  }
}

package io.rolloutoperator.testkit.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the control plane's binary is; it is built by {@code testkit/cluster/build.sh}. */
public final class TestBinary {
  /** System property with the folder of the testkit's scripts; default {@code testkit}. */
  public static final String DIRECTORY_PROPERTY = "testkit.directory";

  private TestBinary() {}

  /**
   * Returns the binary of the sources as they are now.
   *
   * @throws IllegalStateException naming the command that builds it, when it is not there
   */
  public static Path locate() {
    Path script =
        Path.of(System.getProperty(DIRECTORY_PROPERTY, "testkit")).resolve("cluster/build.sh");
    if (!Files.isExecutable(script)) {
      throw new IllegalStateException(
          script.toAbsolutePath()
              + " is missing: set the system property "
              + DIRECTORY_PROPERTY
              + " to the folder testkit of the project");
    }
    Path binary = Path.of(output(script.toAbsolutePath().toString(), "path"));
    if (!Files.isExecutable(binary)) {
      throw new IllegalStateException(
          "the control plane is not built: run " + script.toAbsolutePath());
    }
    return binary;
  }

  private static String output(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command[0], e);
    }
  }
}

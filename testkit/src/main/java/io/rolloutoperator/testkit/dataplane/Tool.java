package io.rolloutoperator.testkit.dataplane;

import io.rolloutoperator.testkit.cluster.TestBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A program that the data plane needs. Each has a script that prints its path, and gets it first
 * where it is missing.
 */
enum Tool {
  CONTOUR("contour/build.sh"),
  ENVOY("envoy/fetch.sh"),
  PROMETHEUS("prometheus/fetch.sh");

  private final String script;

  Tool(String script) {
    this.script = script;
  }

  /**
   * Where the program is.
   *
   * @throws IllegalStateException with the script's own words when it is neither there nor to be
   *     had
   */
  Path path() {
    Path file =
        Path.of(System.getProperty(TestBinary.DIRECTORY_PROPERTY, "testkit")).resolve(script);
    try {
      Process process = new ProcessBuilder(file.toAbsolutePath().toString()).start();
      process.getOutputStream().close();
      String path =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      String problem =
          new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("%s: %s".formatted(script, problem));
      }
      return Path.of(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(script + ": interrupted", e);
    }
  }
}

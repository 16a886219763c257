package io.rolloutoperator.testkit.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A script of the testkit that prints where a program is, and gets the program first where it is
 * missing.
 *
 * @param name from the folder of the testkit, {@code contour/build.sh}
 */
public record ToolScript(String name) {

  /**
   * Where the program is.
   *
   * @throws IllegalStateException with the script's own words when it is neither there nor to be
   *     had
   */
  public Path program() {
    Path file = Path.of(System.getProperty(TestBinary.DIRECTORY_PROPERTY, "testkit")).resolve(name);
    try {
      Process process = new ProcessBuilder(file.toAbsolutePath().toString()).start();
      process.getOutputStream().close();
      String path =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      String problem =
          new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("%s: %s".formatted(name, problem));
      }
      return Path.of(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(name + ": interrupted", e);
    }
  }
}

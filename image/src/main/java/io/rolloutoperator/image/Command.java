package io.rolloutoperator.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program of the machine that builds. */
final class Command {
  private Command() {}

  /**
   * Runs a program to its end.
   *
   * @return what it wrote
   * @throws IOException with that, if it failed
   */
  static String run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String said;
    try (InputStream output = process.getInputStream()) {
      said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(
          "%s failed with %d: %s".formatted(String.join(" ", command), status, said.strip()));
    }
    return said;
  }
}

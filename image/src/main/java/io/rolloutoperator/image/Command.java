package io.rolloutoperator.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A program of the machine that builds. It gets nothing of the environment but where programs are:
 * a JVM keeps its options even in the cache that it makes.
 */
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
    var _ = builder.environment().keySet().retainAll(Set.of("PATH"));
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

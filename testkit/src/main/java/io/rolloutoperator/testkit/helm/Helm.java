package io.rolloutoperator.testkit.helm;

import io.rolloutoperator.testkit.cluster.ToolScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Helm program. It sees no environment and no configuration of whoever runs the tests.
 *
 * @param program its path
 */
public record Helm(Path program) {

  /**
   * What a run printed.
   *
   * @param output standard output
   * @param problem standard error
   */
  public record Run(int exitCode, String output, String problem) {

    /**
     * Returns the output of a run that succeeded.
     *
     * @throws IllegalStateException with Helm's words otherwise
     */
    public String orThrow() {
      if (exitCode != 0) {
        throw new IllegalStateException("helm ended with %d: %s".formatted(exitCode, problem));
      }
      return output;
    }
  }

  /**
   * The program, built first where it is missing.
   *
   * @throws IllegalStateException saying why it cannot be had
   */
  public static Helm locate() {
    return new Helm(new ToolScript("helm/build.sh").program());
  }

  /** Runs it, {@code run("lint", "CHART")}, and waits for its end. */
  public Run run(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    try {
      Path home = Files.createTempDirectory("helm-home");
      Path problem = home.resolve("stderr");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().clear();
      builder.environment().putAll(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin"));
      Process process = builder.redirectError(problem.toFile()).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Run(process.waitFor(), output, Files.readString(problem));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while helm ran", e);
    }
  }

  /** The same. */
  public Run run(String... arguments) {
    return run(List.of(arguments));
  }
}

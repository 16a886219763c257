package io.rolloutoperator.testkit.helm;

import io.rolloutoperator.testkit.cluster.Folders;
import io.rolloutoperator.testkit.cluster.ProgramRun;
import io.rolloutoperator.testkit.cluster.ToolScript;
import java.io.IOException;
import java.io.UncheckedIOException;
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
   * The program, built first where it is missing.
   *
   * @throws IllegalStateException saying why it cannot be had
   */
  public static Helm locate() {
    return new Helm(new ToolScript("helm/build.sh").program());
  }

  /** Runs it, {@code run("lint", "CHART")}, and waits for its end. */
  public ProgramRun run(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    Path home = home();
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().clear();
      builder.environment().putAll(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin"));
      return ProgramRun.of(builder);
    } finally {
      Folders.delete(home);
    }
  }

  private static Path home() {
    try {
      return Files.createTempDirectory("helm-home");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same. */
  public ProgramRun run(String... arguments) {
    return run(List.of(arguments));
  }
}

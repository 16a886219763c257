package io.rolloutoperator.testkit.kustomize;

import io.rolloutoperator.testkit.cluster.ToolScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The kustomize program.
 *
 * @param program its path
 */
public record Kustomize(Path program) {

  /**
   * What a run printed.
   *
   * @param output standard output
   * @param problem standard error
   */
  public record Run(int exitCode, String output, String problem) {}

  /**
   * The program, built first where it is missing.
   *
   * @throws IllegalStateException saying why it cannot be had
   */
  public static Kustomize locate() {
    return new Kustomize(new ToolScript("kustomize/build.sh").program());
  }

  /** Runs it in a folder: {@code run(folder, "build", ".")}. Sees no environment. */
  public Run run(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    Path problem = folder.resolveSibling(folder.getFileName() + ".stderr");
    builder.redirectError(problem.toFile());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exitCode = process.waitFor();
      return new Run(exitCode, output, Files.readString(problem));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while kustomize ran", e);
    }
  }
}

package io.rolloutoperator.testkit.kustomize;

import io.rolloutoperator.testkit.cluster.ProgramRun;
import io.rolloutoperator.testkit.cluster.ToolScript;
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
   * The program, built first where it is missing.
   *
   * @throws IllegalStateException saying why it cannot be had
   */
  public static Kustomize locate() {
    return new Kustomize(new ToolScript("kustomize/build.sh").program());
  }

  /** Runs it in a folder: {@code run(folder, "build", ".")}. Sees no environment. */
  public ProgramRun run(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    return ProgramRun.of(builder);
  }
}

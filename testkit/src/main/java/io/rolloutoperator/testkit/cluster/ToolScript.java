package io.rolloutoperator.testkit.cluster;

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
    ProgramRun run = ProgramRun.of(new ProcessBuilder(file.toAbsolutePath().toString()));
    if (run.exitCode() != 0) {
      throw new IllegalStateException("%s: %s".formatted(name, run.problem().strip()));
    }
    return Path.of(run.output().strip());
  }
}

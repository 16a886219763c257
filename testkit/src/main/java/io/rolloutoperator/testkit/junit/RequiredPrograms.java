package io.rolloutoperator.testkit.junit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Programs of this machine that a test runs. {@code ./test} installs them. */
public final class RequiredPrograms {
  private static final String REQUIRED = "ROLLOUTS_TEST_PROGRAMS";

  private RequiredPrograms() {}

  /**
   * Passes the test over if one is missing.
   *
   * @throws AssertionError instead, where {@code ROLLOUTS_TEST_PROGRAMS=required}, as {@code
   *     ./test} says
   */
  public static void check(String... programs) {
    List<String> missing = Arrays.stream(programs).filter(program -> !isOnPath(program)).toList();
    if (missing.isEmpty()) {
      return;
    }
    String what = "not on PATH: " + String.join(", ", missing);
    if ("required".equals(System.getenv(REQUIRED))) {
      throw new AssertionError(what);
    }
    Assumptions.abort(what);
  }

  private static boolean isOnPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}

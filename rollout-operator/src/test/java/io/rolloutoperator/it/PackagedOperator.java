package io.rolloutoperator.it;

import io.rolloutoperator.testkit.junit.OperatorCommand;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The launcher that is shipped, with the jar, the libraries and the cache of loaded classes that
 * the build has made: a start takes a third of the processor time that it takes with the classes of
 * the tests.
 */
public final class PackagedOperator {
  private static final Path ROOT = Path.of(Files.isDirectory(Path.of("bin")) ? "." : "..");

  private PackagedOperator() {}

  /**
   * How it is started.
   *
   * @param readyz answers 200 when it is ready
   * @param heap as {@code -Xmx} takes it
   * @param flags of the operator
   */
  public static OperatorCommand command(URI readyz, String heap, List<String> flags) {
    Path launcher = ROOT.resolve("bin/rollout-operator").toAbsolutePath().normalize();
    Map<String, String> environment =
        Map.of("JAVA_HOME", System.getProperty("java.home"), "ROLLOUT_OPERATOR_HEAP", heap);
    return new OperatorCommand(List.of(launcher.toString()), flags, readyz, environment);
  }
}

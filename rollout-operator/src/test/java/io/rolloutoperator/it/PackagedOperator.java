package io.rolloutoperator.it;

import io.rolloutoperator.testkit.junit.OperatorCommand;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The launcher that is shipped, with the jar and the libraries that the build has made, and a cache
 * of loaded classes that knows what tests do: a start takes less than a third of the processor time
 * that it takes with the classes of the tests.
 */
public final class PackagedOperator {
  private static final Path ROOT =
      Path.of(Files.isDirectory(Path.of("bin")) ? "." : "..").toAbsolutePath().normalize();

  /** Beside the shipped one, which is used where this one is missing. */
  private static final Path CACHE = ROOT.resolve("rollout-operator/target/integration-tests.aot");

  /** A folder in which each process writes down what it loads: scripts/aot-cache.sh. */
  private static final String RECORD = System.getProperty("operator.record", "");

  private PackagedOperator() {}

  /**
   * How it is started.
   *
   * @param readyz answers 200 when it is ready
   * @param heap as {@code -Xmx} takes it
   * @param flags of the operator
   */
  public static OperatorCommand command(URI readyz, String heap, List<String> flags) {
    Path launcher = ROOT.resolve("bin/rollout-operator");
    Map<String, String> environment = new HashMap<>(classes());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("ROLLOUT_OPERATOR_HEAP", heap);
    return new OperatorCommand(List.of(launcher.toString()), flags, readyz, environment);
  }

  /** Where its classes come from. */
  private static Map<String, String> classes() {
    if (!RECORD.isEmpty()) {
      return Map.of(
          "ROLLOUT_OPERATOR_AOT",
          "off",
          "JDK_JAVA_OPTIONS",
          "-Xshare:off -XX:DumpLoadedClassList=" + RECORD + "/%p.list");
    }
    return Files.exists(CACHE) ? Map.of("ROLLOUT_OPERATOR_AOT", CACHE.toString()) : Map.of();
  }
}

package io.rolloutoperator.it;

import io.rolloutoperator.app.Main;
import io.rolloutoperator.testkit.junit.OperatorCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jar, the libraries and the cache of loaded classes that the build has made, started as the
 * launcher starts them: a start takes a third of the processor time that it takes with the classes
 * of the tests.
 */
public final class PackagedOperator {

  private static final Path ROOT = Path.of(Files.isDirectory(Path.of("bin")) ? "." : "..");
  private static final Path BUILT = ROOT.resolve("rollout-operator/target");

  private PackagedOperator() {}

  /**
   * How it is started.
   *
   * @param readyz answers 200 when it is ready
   * @param heap as {@code -Xmx} takes it
   * @param flags of the operator
   */
  public static OperatorCommand command(URI readyz, String heap, List<String> flags) {
    return OperatorCommand.of(Main.class.getName(), readyz, flags.toArray(String[]::new))
        .withClassPath(jar().toString())
        .withJvmFlags(jvmFlags(heap).toArray(String[]::new));
  }

  private static List<String> jvmFlags(String heap) {
    List<String> flags = new ArrayList<>();
    flags.add("@" + ROOT.resolve("bin/jvm.options").toAbsolutePath().normalize());
    flags.add("-Xmx" + heap);
    Path cache = BUILT.resolve("rollout-operator.aot").toAbsolutePath().normalize();
    if (Files.exists(cache)) {
      flags.add("-XX:AOTCache=" + cache);
    }
    return flags;
  }

  private static Path jar() {
    try (Stream<Path> files = Files.list(BUILT)) {
      return files
          .filter(file -> file.getFileName().toString().matches("rollout-operator-[0-9].*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no jar in " + BUILT + ": mvn package"))
          .toAbsolutePath()
          .normalize();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

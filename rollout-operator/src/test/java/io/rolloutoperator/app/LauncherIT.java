package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.OsProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped launcher with the packaged jar and its cache of loaded classes. */
class LauncherIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Path ROOT = Path.of(Files.isDirectory(Path.of("bin")) ? "." : "..");
  private static final String FROM_CACHE =
      "io.rolloutoperator.app.Main source: shared objects file";
  private static final String ONLY_WITH_CACHE = "-XX:AOTMode=on -Xlog:class+load=info";

  private record Run(int status, String output) {}

  @TempDir Path home;

  /** Times are kept: the JVM compares them. */
  @BeforeEach
  void install() throws IOException {
    Path target = ROOT.resolve("rollout-operator/target");
    try (Stream<Path> files = Files.walk(target.resolve("lib"))) {
      for (Path file : files.toList()) {
        copy(file, home.resolve(target.relativize(file)));
      }
    }
    try (Stream<Path> files = Files.list(target)) {
      for (Path file :
          files.filter(f -> f.toString().matches(".*\\.jar|.*/rollout-operator\\.aot")).toList()) {
        copy(file, home.resolve(target.relativize(file)));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"32m", "64m", "256m", "1g"})
  void classesComeFromTheCacheWhateverTheHeap(String heap) throws IOException {
    Run run =
        version(Map.of("ROLLOUT_OPERATOR_OPTS", ONLY_WITH_CACHE, "ROLLOUT_OPERATOR_HEAP", heap));

    assertThat(run.output()).contains(FROM_CACHE);
    assertThat(run.status()).isZero();
  }

  @Test
  void withoutTheCacheThisTestWouldFail() throws IOException {
    Run run =
        version(
            Map.of(
                "ROLLOUT_OPERATOR_OPTS", "-Xlog:class+load=info", "ROLLOUT_OPERATOR_AOT", "off"));

    assertThat(run.output()).doesNotContain(FROM_CACHE);
    assertThat(run.status()).isZero();
  }

  @Test
  void anotherCacheIsTakenByItsPath() throws IOException {
    Path other = home.resolve("other.aot");
    Files.move(home.resolve("rollout-operator.aot"), other);
    Run run =
        version(
            Map.of(
                "ROLLOUT_OPERATOR_OPTS",
                ONLY_WITH_CACHE,
                "ROLLOUT_OPERATOR_AOT",
                other.toString()));

    assertThat(run.output()).contains(FROM_CACHE);
    assertThat(run.status()).isZero();
  }

  @Test
  void aCacheOfAnotherJarDoesNotStandInTheWay() throws IOException {
    Path jar;
    try (Stream<Path> files = Files.list(home)) {
      jar = files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

    assertStarts();
    assertThat(version(Map.of("ROLLOUT_OPERATOR_OPTS", ONLY_WITH_CACHE)).status()).isNotZero();
  }

  @Test
  void aBrokenCacheDoesNotStandInTheWay() throws IOException {
    Path cache = home.resolve("rollout-operator.aot");
    byte[] whole = Files.readAllBytes(cache);
    for (byte[] broken :
        List.of(new byte[0], new byte[4096], java.util.Arrays.copyOf(whole, whole.length / 2))) {
      Files.write(cache, broken);
      assertStarts();
    }
  }

  @Test
  void withoutACacheItStarts() throws IOException {
    Files.delete(home.resolve("rollout-operator.aot"));

    assertStarts();
  }

  private void assertStarts() throws IOException {
    Run run = version(Map.of());
    assertThat(run.output()).contains("rollout-operator ", "Java 25");
    assertThat(run.status()).isZero();
  }

  private Run version(Map<String, String> more) throws IOException {
    Path log = Files.createTempFile(home, "run", ".log");
    Map<String, String> environment = new java.util.HashMap<>(more);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("ROLLOUT_OPERATOR_HOME", home.toString());
    String launcher = ROOT.resolve("bin/rollout-operator").toAbsolutePath().toString();
    try (OsProcess process = OsProcess.start(List.of(launcher, "--version"), environment, log)) {
      assertThat(process.awaitExit(PATIENCE)).isTrue();
      return new Run(process.exitCode(), Files.readString(log));
    }
  }
}

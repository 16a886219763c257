package io.rolloutoperator.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which classes a command loads, in a process of its own with the libraries that the plugin is
 * shipped with and no others: a start must not pay for what only lint and plan need.
 */
class LoadedClassesTest {

  /** Libraries that the plugin does not carry. */
  private static final List<String> LEFT_OUT =
      List.of(
          "okhttp",
          "okio",
          "kotlin",
          "kubernetes-",
          "fabric8",
          "slf4j",
          "logback",
          "jgit",
          "sshd",
          "dataformat",
          "archunit",
          "junit",
          "assertj",
          "awaitility",
          "bcp",
          "bcu");

  private static final List<String> OF_LINT_AND_PLAN =
      List.of(
          "io.rolloutoperator.engine.",
          "io.rolloutoperator.analysis.",
          "io.rolloutoperator.traffic.",
          "io.rolloutoperator.gitsync.",
          "io.rolloutoperator.kubectl.lint.",
          "io.rolloutoperator.kubectl.forecast.",
          "com.google.re2j.",
          "com.fasterxml.jackson.databind.ObjectMapper");

  @TempDir private Path scratch;

  private List<String> loadedBy(String commandLine) throws IOException, InterruptedException {
    Path log = scratch.resolve("classes.txt");
    try (PretendedApiServer server = new PretendedApiServer(World.paused().and("planned"))) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xshare:auto",
                  "-Xlog:class+load:file=" + log,
                  "-cp",
                  classPath(),
                  Main.class.getName()));
      command.addAll(List.of(commandLine.split(" ", -1)));
      command.addAll(List.of("--server=" + server.uri(), "--namespace=prod"));
      Path said = scratch.resolve("said.txt");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    }
    try (Stream<String> lines = Files.lines(log)) {
      return lines.flatMap(line -> Arrays.stream(line.split(" ", -1))).toList();
    }
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(
            entry -> LEFT_OUT.stream().noneMatch(Path.of(entry).getFileName().toString()::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"get rollout shop", "list rollouts", "why shop", "promote shop", "version"})
  void otherCommandsLoadNothingOfTheController(String commandLine) throws Exception {
    assertThat(loadedBy(commandLine))
        .contains("io.rolloutoperator.kubectl.Main")
        .noneMatch(name -> OF_LINT_AND_PLAN.stream().anyMatch(name::startsWith));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan shop -f src/test/resources/testdata/files/new-shop.yaml",
        "plan shop -o json",
        "lint -f ../samples",
      })
  void lintAndPlanNeedNoLibraryThatIsNotShipped(String commandLine) throws Exception {
    assertThat(loadedBy(commandLine))
        .anyMatch(name -> name.startsWith("io.rolloutoperator.engine."));
  }
}

package io.rolloutoperator.kubectl.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.GoldenFile;
import io.rolloutoperator.kubectl.PluginRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Manifests as users of Argo Rollouts write them, all of them valid there: lint says what this
 * version refuses, what is doubtful, and nothing else.
 */
class ValidManifestsTest {

  private static final Path MANIFESTS =
      Path.of("src", "test", "resources", "testdata", "manifests");

  /** What a valid manifest may be refused for. */
  private static final List<String> REFUSALS =
      List.of(
          " is not supported by this version of the operator",
          " is not available; use one of: plugins argoproj-labs/gatewayAPI",
          " is not available in this controller",
          " not configured in configmap");

  static Stream<String> manifests() throws IOException {
    try (Stream<Path> files = Files.list(MANIFESTS)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList().stream();
    }
  }

  private static PluginRun lint(String name, String flags) {
    return PluginRun.alone("lint " + MANIFESTS.resolve(name) + flags, Map.of());
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void lintSaysWhatThisVersionRefusesAndNothingElse(String name) {
    PluginRun run = lint(name, "");
    String folder = MANIFESTS + "/";
    GoldenFile.check(
        "lint-manifests/" + name + ".golden",
        run.out().replace(folder, "") + "exit " + run.code() + "\n");
    List<String> errors = run.out().lines().filter(line -> !line.contains(": warning: ")).toList();
    assertThat(errors).allMatch(line -> REFUSALS.stream().anyMatch(line::endsWith));
    assertThat(run.code()).isEqualTo(errors.isEmpty() ? 0 : 1);
    assertThat(lint(name, " --strict").code()).isEqualTo(run.out().isEmpty() ? 0 : 1);
  }

  @Test
  void thereAreManifestsOfAllKinds() throws IOException {
    assertThat(manifests()).hasSizeGreaterThanOrEqualTo(25);
  }
}

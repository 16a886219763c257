package io.rolloutoperator.kubectl.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the page keep what the server promises of them. */
class PageFilesTest {

  private static final Path FOLDER =
      Path.of("src", "main", "resources", "io", "rolloutoperator", "kubectl", "dashboard", "page");

  private static final int LONGEST = 400;

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileIsServedAsItIs(Path file) throws Exception {
    boolean page = file.endsWith("index.html");
    String path = page ? "" : "assets/" + file.getFileName();
    try (RunningDashboard dashboard = RunningDashboard.of(World.paused())) {
      BrowserCall.Reply reply = dashboard.read(path).with("Cookie", "").send();
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo(text(file).replace("{base}", "/rollouts/"));
    }
  }

  /** What others wrote must never be read as markup or code. */
  @ParameterizedTest
  @MethodSource("files")
  void noFileMakesMarkupOrCodeOfText(Path file) {
    assertThat(text(file))
        .doesNotContain(
            "innerHTML",
            "outerHTML",
            "insertAdjacent",
            "document.write",
            "createContextualFragment",
            "DOMParser",
            "eval(",
            "Function(",
            "javascript:",
            "srcdoc",
            "style=",
            "onclick=",
            "<script>");
  }

  @ParameterizedTest
  @MethodSource("files")
  void noFileIsLongerThanOneReads(Path file) {
    assertThat(text(file).lines().count()).isLessThanOrEqualTo(LONGEST);
  }

  @ParameterizedTest
  @MethodSource("files")
  void noFileNamesAnotherHost(Path file) {
    assertThat(text(file).replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http://", "https://", "\"//", "url(");
  }
}

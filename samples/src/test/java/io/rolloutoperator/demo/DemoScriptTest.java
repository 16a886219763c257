package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./demo} says before and while it builds, with another program in Maven's place. */
class DemoScriptTest {

  @TempDir Path directory;
  private Path kubeconfig;
  private Path temporary;

  @BeforeEach
  void prepare() throws IOException {
    kubeconfig = Files.writeString(directory.resolve("kubeconfig"), "apiVersion: v1");
    temporary = Files.createDirectory(directory.resolve("tmp"));
    maven("echo built > '%s'".formatted(directory.resolve("built")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--record= | --record needs a file",
        "--record | --record needs a file",
        "--record=/nonexistent/demo.svg | --record /nonexistent/demo.svg cannot be written",
        "--kubeconfig= | --kubeconfig needs a file",
        "--kubeconfig=/nonexistent --yes | kubeconfig /nonexistent cannot be read",
        "--kubeconfig=KUBECONFIG | no terminal to ask on: add --yes to change the cluster without a"
            + " question",
        "--keep=1 | --keep takes no value",
        "--yes | --yes and --image go with --kubeconfig FILE; see ./demo --help",
        "--image=a:1,2 | --yes and --image go with --kubeconfig FILE; see ./demo --help",
        "--kubeconfig=KUBECONFIG --yes --image=web | --image needs a repository with two different"
            + " tags, REPO:TAG1,TAG2; got web",
        "--kubeconfig=KUBECONFIG --yes --image=web:1,1 | --image needs a repository with two"
            + " different tags, REPO:TAG1,TAG2; got web:1,1",
        "--image= | --image needs REPO:TAG1,TAG2",
        "--fast | unknown option --fast; see ./demo --help"
      })
  void wrongUseIsToldInOneLineBeforeAnythingIsBuilt(String arguments, String line)
      throws IOException, InterruptedException {
    Ended ended = demo(arguments.replace("KUBECONFIG", kubeconfig.toString()).split(" "));

    assertThat(ended).isEqualTo(new Ended(1, "demo: " + line));
    assertThat(directory.resolve("built")).doesNotExist();
  }

  /** Ctrl-C reaches every program of the terminal: Maven fails of it. */
  @Test
  void anInterruptedBuildIsNoFailureAndLeavesNothing() throws IOException, InterruptedException {
    maven("kill -INT $PPID\nexit 1");

    Ended ended = demo("--kubeconfig=" + kubeconfig, "--yes");

    assertThat(ended.status()).isEqualTo(130);
    assertThat(ended.output()).doesNotContain("failed");
    assertThat(leftBehind()).isEmpty();
  }

  @Test
  void aBuildThatFailsShowsWhyAndLeavesNothing() throws IOException, InterruptedException {
    maven("echo no such plugin\nexit 1");

    Ended ended = demo("--kubeconfig=" + kubeconfig, "--yes");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output()).endsWith("no such plugin\ndemo: the build failed");
    assertThat(leftBehind()).isEmpty();
  }

  private record Ended(int status, String output) {}

  private void maven(String script) throws IOException {
    Path program = directory.resolve("mvn");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Ended demo(String... arguments) throws IOException, InterruptedException {
    // Whoever starts the tests in the background lets them ignore Ctrl-C.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", "../demo"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("PATH", directory.toString(), (path, first) -> first + ":" + path);
    builder.environment().put("TMPDIR", temporary.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Ended(process.waitFor(), output);
  }

  private List<Path> leftBehind() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.toList();
    }
  }
}

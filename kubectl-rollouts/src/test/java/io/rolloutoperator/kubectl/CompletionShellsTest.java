package io.rolloutoperator.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.testkit.junit.RequiredPrograms;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The completion in the shells themselves, in a terminal. */
class CompletionShellsTest {

  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final Path BIN = Path.of("../bin");

  @TempDir private Path folder;

  private PretendedApiServer server;

  /** The plugin as a program of its own, with a cluster that knows a Rollout {@code shop}. */
  @BeforeEach
  void install() throws IOException {
    server = new PretendedApiServer(World.paused());
    Files.writeString(
        folder.resolve("config"),
        """
        current-context: test
        clusters: [{name: test, cluster: {server: "%s"}}]
        contexts: [{name: test, context: {cluster: test, namespace: prod}}]
        """
            .formatted(server.uri()));
    program(
        "kubectl-rollouts",
        """
        #!/bin/sh
        exec "%s" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "%s" %s "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                Main.class.getName()));
    Files.copy(
        BIN.resolve("kubectl_complete-rollouts"), folder.resolve("kubectl_complete-rollouts"));
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Process start(List<String> command, Path out) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().put("PATH", folder + File.pathSeparator + System.getenv("PATH"));
    builder.environment().put("KUBECONFIG", folder.resolve("config").toString());
    builder.environment().put("TERM", "dumb");
    builder.environment().put("HOME", folder.toString());
    return builder.start();
  }

  /** Types a line with a tab in its middle; the shell's echo has what the tab made of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bash --noprofile --norc -i | source <(kubectl-rollouts completion bash)
          zsh -f -i                  | autoload -Uz compinit; compinit -u -D; source <(kubectl-rollouts completion zsh)
          """)
  void aTabCompletesTheNameOfARollout(String shell, String setup) throws IOException {
    RequiredPrograms.check(shell.substring(0, shell.indexOf(' ')), "script");
    Path out = folder.resolve("screen");
    Process script = start(List.of("script", "-q", "-c", shell, "/dev/null"), out);
    try (Writer keys = script.outputWriter(StandardCharsets.UTF_8)) {
      type(keys, setup + "; echo ready-$((1 + 1))\n");
      await().atMost(WITHIN).until(() -> Files.readString(out).contains("ready-2"));
      type(keys, "kubectl-rollouts --namespace=prod promote sh\t");
      await()
          .atMost(WITHIN)
          .untilAsserted(() -> assertThat(Files.readString(out)).contains("prod promote shop "));
    } finally {
      script.destroyForcibly();
    }
  }

  private static void type(Writer keys, String text) throws IOException {
    keys.write(text);
    keys.flush();
  }

  @Test
  void fishOffersNamesAndCommands() throws Exception {
    RequiredPrograms.check("fish");
    String setup = "kubectl-rollouts completion fish | source; ";
    assertThat(output("fish", "-N", "-c", setup + "complete -C 'kubectl-rollouts promote sh'"))
        .isEqualTo("shop\n");
    assertThat(output("fish", "-N", "-c", setup + "complete -C 'kubectl-rollouts get '"))
        .contains("experiment\n", "rollout\n");
  }

  /** What kubectl's own completion does for {@code kubectl rollouts} in any shell. */
  @Test
  void kubectlAsksThePlugin() throws Exception {
    String built = System.getenv("ROLLOUTS_TEST_KUBECTL");
    if (built == null) {
      RequiredPrograms.check("kubectl");
    } else {
      program("kubectl", "#!/bin/sh\nexec \"%s\" kubectl \"$@\"\n".formatted(built));
    }
    assertThat(output("kubectl", "__complete", "rollouts", "promote", "sh").lines())
        .contains("shop", ":4");
  }

  private String output(String... command) throws IOException, InterruptedException {
    Path out = folder.resolve("output");
    Process process = start(List.of(command), out);
    try {
      assertThat(process.waitFor(WITHIN.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return Files.readString(out);
    } finally {
      process.destroyForcibly();
    }
  }
}

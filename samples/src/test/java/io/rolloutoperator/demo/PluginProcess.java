package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.rolloutoperator.kubectl.cli.Plugin;
import io.rolloutoperator.kubectl.cli.Surroundings;
import io.rolloutoperator.kubectl.cli.Terminal;
import io.rolloutoperator.kubectl.cli.TerminalSizes;
import io.rolloutoperator.kubectl.command.Commands;
import io.rolloutoperator.kubectl.config.PodConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code kubectl rollouts} with a kubeconfig and a namespace: as users start it, by its launcher,
 * or, to its end, in the JVM of the tests, where the next command finds everything compiled
 * (docs/adr/0026).
 */
final class PluginProcess {

  private static final Path LAUNCHER = Path.of("../bin/kubectl-rollouts");
  private static final long LONGEST_SECONDS = 120;

  /** One for all tests, as a user has one: most commands take what the first one has learnt. */
  static final Path CACHES =
      Path.of(System.getProperty("testkit.output", "target/testkit"))
          .resolve("plugin-caches")
          .toAbsolutePath();

  private final Path kubeconfig;
  private final String namespace;
  private final Path scratch;
  private final Map<String, String> variables;

  /**
   * A plugin.
   *
   * @param scratch a folder for output
   */
  PluginProcess(Path kubeconfig, String namespace, Path scratch) {
    this(kubeconfig, namespace, scratch, Map.of());
  }

  private PluginProcess(
      Path kubeconfig, String namespace, Path scratch, Map<String, String> variables) {
    this.kubeconfig = kubeconfig;
    this.namespace = namespace;
    this.scratch = scratch;
    this.variables = variables;
  }

  /** The same with a variable in its environment. */
  PluginProcess with(String variable, String value) {
    return new PluginProcess(kubeconfig, namespace, scratch, Map.of(variable, value));
  }

  /** What a command said and how it ended. */
  record Result(int code, String out, String err) {

    /** The output of a command that must have succeeded. */
    String ok() {
      assertThat(this).extracting(Result::code, Result::err).containsExactly(0, "");
      return out;
    }

    /** The one line of a command that must have been refused. */
    String refusal() {
      assertThat(code).as(out + err).isEqualTo(1);
      assertThat(err).hasLineCount(1).startsWith("Error: ");
      return err.strip().substring("Error: ".length());
    }
  }

  /** Runs a command to its end, in this JVM. */
  Result run(String commandLine) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(environment());
    Surroundings around =
        new Surroundings(
            environment,
            Path.of(System.getProperty("user.home")),
            PodConfig.FOLDER,
            InputStream.nullInputStream(),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            TerminalSizes.fixed(Terminal.NONE),
            Clock.systemUTC());
    int code =
        assertTimeoutPreemptively(
            Duration.ofSeconds(LONGEST_SECONDS),
            () -> new Plugin(Commands.ALL, around).run(arguments(commandLine)));
    around.screen().flush();
    around.err().flush();
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private List<String> arguments(String commandLine) {
    List<String> arguments = new ArrayList<>(List.of(commandLine.split(" ", -1)));
    arguments.add("--namespace=" + namespace);
    return arguments;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("KUBECONFIG", kubeconfig.toString());
    environment.put("XDG_CACHE_HOME", CACHES.toString());
    environment.putAll(variables);
    return environment;
  }

  /** Starts a command. */
  Running start(String commandLine) {
    return start(commandLine, "");
  }

  /**
   * Starts a command.
   *
   * @param jvmOptions more options for its JVM
   */
  Running start(String commandLine, String jvmOptions) {
    try {
      List<String> command = new ArrayList<>(List.of(LAUNCHER.toAbsolutePath().toString()));
      command.addAll(arguments(commandLine));
      Path out = Files.createTempFile(scratch, "out", ".txt");
      Path err = Files.createTempFile(scratch, "err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("ROLLOUTS_JAVA_OPTS", jvmOptions);
      builder.environment().putAll(environment());
      return new Running(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command that has not ended. */
  record Running(Process process, Path out, Path err) {

    String output() {
      try {
        return Files.readString(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Result end() {
      try {
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).as(output()).isTrue();
        return new Result(process.exitValue(), output(), Files.readString(err));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } finally {
        process.destroyForcibly();
      }
    }
  }
}

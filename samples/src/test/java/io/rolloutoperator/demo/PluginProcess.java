package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code kubectl rollouts} as users start it: its launcher, a kubeconfig, a namespace. */
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

  /** Runs a command to its end. */
  Result run(String commandLine) {
    return start(commandLine).end();
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
      command.addAll(List.of(commandLine.split(" ", -1)));
      command.add("--namespace=" + namespace);
      Path out = Files.createTempFile(scratch, "out", ".txt");
      Path err = Files.createTempFile(scratch, "err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder
          .environment()
          .putAll(
              Map.of(
                  "KUBECONFIG", kubeconfig.toString(),
                  "JAVA_HOME", System.getProperty("java.home"),
                  "ROLLOUTS_JAVA_OPTS", jvmOptions,
                  "XDG_CACHE_HOME", CACHES.toString()));
      builder.environment().putAll(variables);
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

package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code kubectl rollouts} in a terminal, which {@code script} of util-linux gives. */
final class PluginTerminal implements AutoCloseable {

  private static final long LONGEST_SECONDS = 120;

  private final Process script;
  private final Path output;

  private PluginTerminal(Process script, Path output) {
    this.script = script;
    this.output = output;
  }

  /**
   * Starts a command line.
   *
   * @param size as {@code stty} takes it, such as {@code rows 24 cols 80}
   * @param line of a shell, in which {@code $rollouts} is the plugin
   * @param scratch a folder for output
   */
  static PluginTerminal start(String size, String line, Path kubeconfig, Path scratch) {
    try {
      Path output = Files.createTempFile(scratch, "screen", ".txt");
      // Who starts tests in the background may have made them deaf to Ctrl-C.
      ProcessBuilder builder =
          new ProcessBuilder(
                  List.of(
                      "env",
                      "--default-signal=INT",
                      "script",
                      "--quiet",
                      "--flush",
                      "--return",
                      "--command",
                      "stty " + size + "; " + line,
                      "/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder
          .environment()
          .putAll(
              Map.of(
                  "rollouts", Path.of("../bin/kubectl-rollouts").toAbsolutePath().toString(),
                  "KUBECONFIG", kubeconfig.toString(),
                  "JAVA_HOME", System.getProperty("java.home"),
                  "TERM", "xterm",
                  "XDG_CACHE_HOME", PluginProcess.CACHES.toString()));
      return new PluginTerminal(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that was written to the terminal until now. */
  String screen() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Types something. */
  void type(String keys) {
    try {
      Writer out = script.outputWriter(StandardCharsets.UTF_8);
      out.write(keys);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the end and returns the exit code. */
  int end() {
    try {
      assertThat(script.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).as(screen()).isTrue();
      return script.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    script.descendants().forEach(ProcessHandle::destroy);
    script.destroy();
  }
}

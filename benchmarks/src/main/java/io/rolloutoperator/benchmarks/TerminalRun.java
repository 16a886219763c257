package io.rolloutoperator.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command in a terminal of 120 columns and 50 rows, which {@code script} of util-linux gives. */
final class TerminalRun implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(20);

  private final Process script;
  private final Path output;
  private final ProcessHandle java;

  private TerminalRun(Process script, Path output, ProcessHandle java) {
    this.script = script;
    this.output = output;
    this.java = java;
  }

  /**
   * Starts it, and waits until its JVM runs.
   *
   * @param command without spaces in its words
   */
  static TerminalRun start(List<String> command, Map<String, String> environment, Path folder)
      throws IOException, InterruptedException {
    Path output = folder.resolve("screen");
    String line = "stty rows 50 cols 120; exec " + String.join(" ", command);
    ProcessBuilder builder =
        new ProcessBuilder("script", "--quiet", "--flush", "--command", line, output.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    Process script = builder.start();
    long end = System.nanoTime() + STARTS_WITHIN.toNanos();
    while (System.nanoTime() < end) {
      Optional<ProcessHandle> java = javaOf(script);
      if (java.isPresent()) {
        return new TerminalRun(script, output, java.get());
      }
      Thread.sleep(50);
    }
    script.destroyForcibly();
    throw new IOException("no JVM within " + STARTS_WITHIN + " of " + line);
  }

  private static Optional<ProcessHandle> javaOf(Process script) {
    return script
        .descendants()
        .filter(each -> each.info().command().map(name -> name.endsWith("/java")).orElse(false))
        .findFirst();
  }

  /** How many bytes were written to the terminal until now. */
  long written() throws IOException {
    return Files.size(output);
  }

  /** Its processor time in the window that begins now, in percent of one core. */
  double share(Duration window) throws IOException, InterruptedException {
    long began = System.nanoTime();
    Duration before = processorTime();
    Thread.sleep(window);
    double used = processorTime().minus(before).toNanos();
    return 100 * used / (System.nanoTime() - began);
  }

  private Duration processorTime() throws IOException {
    return java.info()
        .totalCpuDuration()
        .orElseThrow(() -> new IOException("the process has ended: " + screen()));
  }

  private String screen() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    script.descendants().forEach(ProcessHandle::destroy);
    script.destroy();
  }
}

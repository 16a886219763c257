package io.rolloutoperator.demo;

import static org.awaitility.Awaitility.await;

import io.rolloutoperator.testkit.cluster.OsProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The demo as a process, of which only the output is seen. */
record DemoProcess(OsProcess process) implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** By the command of the README, with what the build has left, on a test world of its own. */
  static DemoProcess readme(Path project, Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(project.resolve("demo").toString()));
    command.addAll(List.of(arguments));
    return start(command, Map.of("SKIP_BUILD", "1"), log);
  }

  /** With the classes of the tests. */
  static DemoProcess start(Path log, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dtestkit.directory=" + System.getProperty("testkit.directory"),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Demo.class.getName()));
    command.addAll(List.of(arguments));
    return start(command, Map.of(), log);
  }

  private static DemoProcess start(List<String> command, Map<String, String> variables, Path log)
      throws IOException {
    Files.deleteIfExists(log);
    return new DemoProcess(OsProcess.start(command, variables, log));
  }

  /** Waits for the end and returns the exit status. */
  int exit() {
    await("the demo ends, its output is " + process.log())
        .atMost(PATIENCE)
        .until(() -> !process.running());
    return process.exitCode();
  }

  /** Waits until the output has this text. */
  void awaitOutput(String text) {
    await("\"" + text + "\" in " + process.log())
        .atMost(PATIENCE)
        .failFast("the demo ended, see " + process.log(), () -> !process.running())
        .until(() -> output().contains(text));
  }

  /** The processes that it started. */
  List<ProcessHandle> children() {
    return ProcessHandle.of(process.pid()).stream().flatMap(ProcessHandle::descendants).toList();
  }

  /** All that it wrote so far. */
  String output() {
    try {
      return Files.readString(process.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}

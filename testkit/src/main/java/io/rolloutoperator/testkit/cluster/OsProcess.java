package io.rolloutoperator.testkit.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process in a session of its own, so that a signal for the tests' JVM does not reach it, with
 * its output appended to a file. It is ended by its pid, and with this JVM at the latest.
 */
public final class OsProcess implements AutoCloseable {
  private static final Duration KILL_AFTER = Duration.ofSeconds(10);

  /** Linux has it; elsewhere, a Ctrl-C at the terminal reaches the process too. */
  private static final boolean SETSID =
      Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
          .anyMatch(folder -> Files.isExecutable(Path.of(folder, "setsid")));

  /** All that run, so that they end with this JVM. */
  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly)));
  }

  private final Process process;
  private final Path log;

  private OsProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process.
   *
   * @param environment added to this JVM's environment
   * @param log file that gets stdout and stderr
   */
  public static OsProcess start(List<String> command, Map<String, String> environment, Path log) {
    return start(command, environment, log, () -> {});
  }

  /**
   * Starts a process.
   *
   * @param environment added to this JVM's environment
   * @param log file that gets stdout and stderr
   * @param ended called once when the process has ended
   */
  public static OsProcess start(
      List<String> command, Map<String, String> environment, Path log, Runnable ended) {
    List<String> inOwnSession = new ArrayList<>();
    if (SETSID) {
      inOwnSession.add("setsid"); // it does not fork here: the pid stays the same
    }
    inOwnSession.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(inOwnSession)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process = builder.start();
      ALIVE.add(process);
      var _ =
          process
              .onExit()
              .thenAccept(
                  gone -> {
                    ALIVE.remove(gone);
                    ended.run();
                  });
      return new OsProcess(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.getFirst(), e);
    }
  }

  /** Returns the process id. */
  public long pid() {
    return process.pid();
  }

  /** Returns whether the process runs. */
  public boolean running() {
    return process.isAlive();
  }

  /** Sends SIGTERM and does not wait. */
  public void terminate() {
    process.destroy();
  }

  /** Sends SIGKILL and waits until the process is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitExit(KILL_AFTER);
  }

  /** Sends SIGSTOP: the process stands still, its clocks and connections do not. */
  public void suspend() {
    signal("STOP");
  }

  /** Sends SIGCONT. */
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("no process " + pid() + " for SIG" + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits for the end of the process.
   *
   * @return whether it ended in time
   */
  public boolean awaitExit(Duration atMost) {
    try {
      return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Returns the exit code.
   *
   * @throws IllegalThreadStateException while the process runs
   */
  public int exitCode() {
    return process.exitValue();
  }

  /** Returns the file that has the output. */
  public Path log() {
    return log;
  }

  /** Sends SIGTERM, and SIGKILL when that was not enough in 10 s. */
  @Override
  public void close() {
    terminate();
    if (!awaitExit(KILL_AFTER)) {
      kill();
    }
  }
}

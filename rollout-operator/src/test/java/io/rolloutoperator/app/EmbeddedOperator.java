package io.rolloutoperator.app;

import io.rolloutoperator.testkit.junit.LocalOperator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole operator, from its command line on, in the JVM of the tests: what it does is compiled
 * once for all of them, so that a start takes a tenth of the processor time of a process
 * (docs/adr/0026). It is stopped in order but cannot be killed, and has no system properties of its
 * own: such tests start a process.
 */
public final class EmbeddedOperator implements LocalOperator {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<String> flags;
  private final URI readyz;
  private final Path log;
  private Run run;

  private EmbeddedOperator(List<String> flags, URI readyz, Path log) {
    this.flags = List.copyOf(flags);
    this.readyz = readyz;
    this.log = log;
    this.run = new Run();
  }

  /**
   * Starts one and does not wait.
   *
   * @param flags of its command line
   * @param readyz answers 200 when it is ready
   */
  public static EmbeddedOperator start(List<String> flags, URI readyz, Path log) {
    return new EmbeddedOperator(flags, readyz, log);
  }

  /** From its start to its end. */
  private final class Run implements ProcessControl {
    private final PrintWriter lines = open(log);
    private final Thread thread;
    private volatile @Nullable Runnable stop;
    private volatile @Nullable Integer status;

    Run() {
      thread = Thread.ofPlatform().name("embedded-operator").daemon().start(this::work);
    }

    private void work() {
      try (lines) {
        Main main = new Main(lines, lines, Wiring::controllers, this);
        status = main.run(flags.toArray(String[]::new), System.getenv());
      }
    }

    @Override
    public void halt(int code) {
      lines.println(
          "level=error msg=\"halted with " + code + ", which threads of a test survive\"");
    }

    @Override
    public void onSignal(Runnable whatToDo) {
      stop = whatToDo;
    }

    @Override
    public void configureLogging(ProcessFlags given) {
      EmbeddedLogs.writeTo(lines, given);
    }

    @Override
    public void giveBackMemory() {
      // It is not its own.
    }

    private boolean join(Duration atMost) {
      Runnable asking = stop;
      if (asking != null) {
        asking.run();
      }
      try {
        return thread.join(atMost);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  private static PrintWriter open(Path log) {
    try {
      return new PrintWriter(
          Files.newBufferedWriter(
              log, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean running() {
    return run.thread.isAlive();
  }

  @Override
  public URI readyz() {
    return readyz;
  }

  @Override
  public Path log() {
    return log;
  }

  @Override
  public int exitCode() {
    Integer status = run.status;
    if (status == null) {
      throw new IllegalStateException("operator still runs, or ended by an exception");
    }
    return status;
  }

  @Override
  public int terminate(Duration atMost) {
    if (!run.join(atMost)) {
      throw new IllegalStateException("operator still runs after " + atMost);
    }
    return exitCode();
  }

  @Override
  public EmbeddedOperator restart() {
    if (running()) {
      throw new IllegalStateException("operator still runs");
    }
    run = new Run();
    return this;
  }

  @Override
  public void close() {
    if (!run.join(PATIENCE)) {
      throw new IllegalStateException("operator still runs " + PATIENCE + " after its stop");
    }
  }
}

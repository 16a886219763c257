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
 * The whole operator, from its command line on, in the JVM of the tests, where what it does is
 * compiled once for all of them (docs/adr/0026). It is stopped in order but cannot be killed, and
 * has no system properties and no heap of its own: such tests start a process.
 */
public final class EmbeddedOperator implements LocalOperator {
  private static final String NAMESPACE = "--namespace=";
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
    private volatile int status = 1;
    private boolean asked;
    private @Nullable Runnable stop;

    Run() {
      thread = Thread.ofPlatform().name("embedded-operator").daemon().start(this::work);
    }

    private void work() {
      try (lines) {
        runMain();
      } finally {
        EmbeddedLogs.close(lines);
      }
    }

    private void runMain() {
      try {
        Main main = new Main(lines, lines, Wiring::controllers, this);
        status = main.run(flags.toArray(String[]::new), System.getenv());
      } catch (Throwable broken) {
        lines.println("level=error msg=\"the embedded operator broke\"");
        broken.printStackTrace(lines);
      }
    }

    @Override
    public void halt(int code) {
      // It has lost its lease and ends by itself; a process would not wait for that.
    }

    @Override
    public synchronized void onSignal(Runnable whatToDo) {
      stop = whatToDo;
      if (asked) {
        whatToDo.run();
      }
    }

    @Override
    public void configureLogging(ProcessFlags given) {
      EmbeddedLogs.open(namespace(), lines, given);
    }

    @Override
    public void giveBackMemory() {
      // It is not its own.
    }

    synchronized void ask() {
      asked = true;
      if (stop != null) {
        stop.run();
      }
    }

    /** Whether it ended within this time. */
    boolean join(Duration atMost) {
      try {
        return thread.join(atMost);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  private String namespace() {
    return flags.stream()
        .filter(flag -> flag.startsWith(NAMESPACE))
        .map(flag -> flag.substring(NAMESPACE.length()))
        .findFirst()
        .orElse("");
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
    if (running()) {
      throw new IllegalStateException("operator still runs");
    }
    return run.status;
  }

  /** A process halts itself with 1 when it is too slow. */
  @Override
  public int terminate(Duration atMost) {
    run.ask();
    boolean inTime = run.join(ProcessControl.LONGEST_STOP);
    if (!inTime && !run.join(atMost)) {
      throw new IllegalStateException("operator still runs after " + atMost);
    }
    return inTime ? exitCode() : 1;
  }

  /** After an ordered end only: what another one leaves open, a process' end would close. */
  @Override
  public EmbeddedOperator restart() {
    if (exitCode() != 0) {
      throw new IllegalStateException(
          "operator ended with " + exitCode() + ": start it as a process to start it again");
    }
    run = new Run();
    return this;
  }

  @Override
  public void close() {
    run.ask();
    if (!run.join(PATIENCE)) {
      throw new IllegalStateException("operator still runs " + PATIENCE + " after it was asked");
    }
  }
}

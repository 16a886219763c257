package io.rolloutoperator.testkit.junit;

import io.rolloutoperator.testkit.cluster.LogTail;
import io.rolloutoperator.testkit.cluster.OsProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** An operator under test: a real process in the cluster's network namespace. */
public final class OperatorProcess implements RunningOperator {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private final OperatorCommand command;
  private final Path log;
  private OsProcess process;

  private OperatorProcess(OperatorCommand command, Path log) {
    this.command = command;
    this.log = log;
    this.process = launch();
  }

  /** Starts the operator and does not wait. */
  static OperatorProcess start(OperatorCommand command, Path log) {
    return new OperatorProcess(command, log);
  }

  private OsProcess launch() {
    return OsProcess.start(command.commandLine(), command.environment(), log);
  }

  /**
   * Waits until {@code /readyz} answers 200.
   *
   * @throws IllegalStateException with the end of the log when the process ended or took over 60 s
   */
  public OperatorProcess awaitReady() {
    try {
      Awaitility.await("operator is ready")
          .atMost(READY_WITHIN)
          .pollInterval(Duration.ofMillis(50))
          .pollDelay(Duration.ZERO)
          .until(this::isReadyOrEnded);
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException("operator not ready: " + LogTail.of(log), e);
    }
    if (!process.running()) {
      throw new IllegalStateException(
          "operator ended with " + process.exitCode() + ": " + LogTail.of(log));
    }
    return this;
  }

  private boolean isReadyOrEnded() throws InterruptedException {
    if (!process.running()) {
      return true;
    }
    HttpRequest request =
        HttpRequest.newBuilder(command.readyz()).timeout(Duration.ofSeconds(2)).build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  /** Ends the operator as a crash does. */
  public void kill() {
    process.kill();
  }

  /** Stops the operator in the midst of whatever it does, until {@link #resume}. */
  public void suspend() {
    process.suspend();
  }

  /** Lets a suspended operator go on as if no time had passed. */
  public void resume() {
    process.resume();
  }

  /**
   * Ends the operator as Kubernetes does.
   *
   * @return the exit code
   * @throws IllegalStateException when it still runs after this time
   */
  public int terminate(Duration atMost) {
    askToStop();
    return awaitExit(atMost);
  }

  /** Sends SIGTERM and does not wait. */
  public void askToStop() {
    process.terminate();
  }

  /**
   * Waits for the operator's end.
   *
   * @return the exit code
   * @throws IllegalStateException when it still runs after this time
   */
  public int awaitExit(Duration atMost) {
    if (!process.awaitExit(atMost)) {
      throw new IllegalStateException("operator still runs after " + atMost);
    }
    return process.exitCode();
  }

  /** Starts the operator again after it ended; its log goes on in the same file. */
  public OperatorProcess restart() {
    if (process.running()) {
      throw new IllegalStateException("operator still runs, pid " + process.pid());
    }
    process = launch();
    return this;
  }

  @Override
  public boolean running() {
    return process.running();
  }

  /** Returns the process id. */
  public long pid() {
    return process.pid();
  }

  /** Returns the file with all that the operator wrote. */
  public Path log() {
    return log;
  }

  @Override
  public List<String> logLines() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the resident memory in bytes. */
  public long residentBytes() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException("operator is not running", e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}

package io.rolloutoperator.testkit.junit;

import io.rolloutoperator.testkit.cluster.OsProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An operator under test: a real process in the cluster's network namespace. */
public final class OperatorProcess implements LocalOperator {
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

  @Override
  public OperatorProcess awaitReady() {
    LocalOperator.super.awaitReady();
    return this;
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

  @Override
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
    return exitCode();
  }

  @Override
  public int exitCode() {
    if (process.running()) {
      throw new IllegalStateException("operator still runs, pid " + process.pid());
    }
    return process.exitCode();
  }

  @Override
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

  @Override
  public URI readyz() {
    return command.readyz();
  }

  @Override
  public Path log() {
    return log;
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

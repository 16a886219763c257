package io.rolloutoperator.testkit.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An operator under test on this machine, which can be stopped in order and started again. */
public interface LocalOperator extends RunningOperator {
  /** Returns what answers 200 when it is ready. */
  URI readyz();

  /** Returns the file with all that it wrote. */
  Path log();

  /**
   * Returns with what it ended.
   *
   * @throws IllegalStateException when it still runs
   */
  int exitCode();

  /**
   * Ends it as Kubernetes does.
   *
   * @return the exit code
   * @throws IllegalStateException when it still runs after this time
   */
  int terminate(Duration atMost);

  /** Starts it again after it ended; its log goes on in the same file. */
  LocalOperator restart();

  /**
   * Waits until {@code /readyz} answers 200.
   *
   * @throws IllegalStateException with the end of the log when it ended or took over 60 s
   */
  default LocalOperator awaitReady() {
    OperatorStart.await(this);
    return this;
  }

  @Override
  default List<String> logLines() {
    try {
      return Files.readAllLines(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

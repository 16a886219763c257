package io.rolloutoperator.testkit.junit;

import io.rolloutoperator.testkit.cluster.LogTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** An operator under test on this machine, which can be stopped in order and started again. */
public interface LocalOperator extends RunningOperator {
  /** How long a start may take. */
  Duration READY_WITHIN = Duration.ofSeconds(60);

  /** Asks whether operators are ready. */
  HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

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
    try {
      Awaitility.await("operator is ready")
          .atMost(READY_WITHIN)
          .pollInterval(Duration.ofMillis(50))
          .pollDelay(Duration.ZERO)
          .until(() -> !running() || isReady());
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException("operator not ready: " + LogTail.of(log()), e);
    }
    if (!running()) {
      throw new IllegalStateException(
          "operator ended with " + exitCode() + ": " + LogTail.of(log()));
    }
    return this;
  }

  private boolean isReady() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(readyz()).timeout(Duration.ofSeconds(2)).build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
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

package io.rolloutoperator.testkit.junit;

import io.rolloutoperator.testkit.cluster.LogTail;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits for operators that were started. */
final class OperatorStart {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private OperatorStart() {}

  /** As {@link LocalOperator#awaitReady} says. */
  static void await(LocalOperator operator) {
    try {
      Awaitility.await("operator is ready")
          .atMost(READY_WITHIN)
          .pollInterval(Duration.ofMillis(50))
          .pollDelay(Duration.ZERO)
          .until(() -> !operator.running() || isReady(operator));
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException("operator not ready: " + LogTail.of(operator.log()), e);
    }
    if (!operator.running()) {
      throw new IllegalStateException(
          "operator ended with " + operator.exitCode() + ": " + LogTail.of(operator.log()));
    }
  }

  private static boolean isReady(LocalOperator operator) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(operator.readyz()).timeout(Duration.ofSeconds(2)).build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }
}

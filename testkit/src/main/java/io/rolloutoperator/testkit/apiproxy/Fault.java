package io.rolloutoperator.testkit.apiproxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What becomes of a request instead of being handed on. */
public sealed interface Fault {

  /** On which side of the server's work a fault happens. */
  enum Moment {
    /** The server never hears of the request, or not yet. */
    BEFORE,
    /** The server has answered, so a write is done; the client does not know. */
    AFTER
  }

  /**
   * The server does not hear of it; the client gets this answer.
   *
   * @param body a JSON document
   */
  record Answer(int status, Map<String, String> headers, String body) implements Fault {
    public Answer {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * The client's connection ends without an answer.
   *
   * @param meanwhile run at that moment, before the connection ends; such as killing the client
   */
  record Cut(Moment moment, Runnable meanwhile) implements Fault {}

  /**
   * The request, or its answer, goes on when the latch opens. One that never opens makes a server
   * that takes requests and is silent. An answer that never ends, as of a watch, is not held back
   * but {@link Moment#BEFORE}.
   */
  record Hold(Moment moment, CountDownLatch until) implements Fault {}

  /** The request goes on after this time. */
  record Delay(Duration pause) implements Fault {}

  /**
   * For a watch: it begins, and its first event is an error that says that the version it was to
   * begin at is gone. So does a server that has compacted its history.
   */
  record ExpiredWatch() implements Fault {}

  /** For a watch: the client sees of its events what is handed on in their place. */
  record Events(WatchEvents seen) implements Fault {}

  /** The connection ends, and nothing else happens. */
  static Fault cut(Moment moment) {
    return new Cut(moment, () -> {});
  }

  /** The request is refused with a Status. */
  static Fault refuse(int status, String reason, String message) {
    return new Answer(status, Map.of(), failure(status, reason, message));
  }

  /** The server is busy and asks for so long a pause, in whole seconds. */
  static Fault tooManyRequests(Duration retryAfter) {
    return new Answer(
        429,
        Map.of("Retry-After", Long.toString(retryAfter.toSeconds())),
        failure(429, "TooManyRequests", "too many requests, please try again later"));
  }

  /** The version that a list or watch wants to begin at is gone. */
  static Fault gone() {
    return refuse(410, "Expired", "too old resource version: 1 (2)");
  }

  /** The object has changed. */
  static Fault conflict() {
    return refuse(409, "Conflict", "the object has been modified; please apply your changes again");
  }

  /** The text of a {@code Status} that tells a failure. */
  static String failure(int status, String reason, String message) {
    return Json.write(failureTree(status, reason, message));
  }

  private static ObjectNode failureTree(int status, String reason, String message) {
    return Json.object()
        .put("kind", "Status")
        .put("apiVersion", "v1")
        .put("status", "Failure")
        .put("reason", reason)
        .put("message", message)
        .put("code", status);
  }
}

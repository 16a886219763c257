package io.rolloutoperator.kube.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** How one request about an object ended, in the distinctions that decide what happens next. */
public sealed interface ApiAnswer {
  /**
   * It succeeded.
   *
   * @param object the answer's body: the object as it is now; for a delete perhaps only a Status
   */
  record Done(JsonNode object) implements ApiAnswer {
    /** The version of the object, or an empty text if the body is no object. */
    public String resourceVersion() {
      return object.path("metadata").path("resourceVersion").asText();
    }
  }

  /**
   * There is no such object, kind or namespace.
   *
   * @param served whether the API server knows the kind in the version that was asked for; if not,
   *     the answer says nothing about the object, which other versions may show
   */
  record NotFound(String message, boolean served) implements ApiAnswer {}

  /**
   * An object of that name exists. Read it live: it may be ours, from a request whose answer was
   * lost.
   */
  record AlreadyExists(String message) implements ApiAnswer {}

  /** The object changed since it was read: read again, decide again. */
  record Conflict(String message) implements ApiAnswer {}

  /**
   * We lack a right.
   *
   * @param message {@code cannot patch resource "httproutes" in API group
   *     "gateway.networking.k8s.io" in namespace "x"}
   */
  record Forbidden(String message) implements ApiAnswer {}

  /**
   * The API server or an admission webhook rejects the content; repeating it cannot help.
   *
   * @param message the server's text, at most 1 KiB
   */
  record Rejected(String message) implements ApiAnswer {}

  /**
   * The API server asks for patience; nothing was written.
   *
   * @param retryAfter what it asks for, at least one second
   */
  record TryLater(Duration retryAfter) implements ApiAnswer {}

  /**
   * The request was not sent, because this process may not write now; nothing was written.
   *
   * @param message one line
   */
  record NotSent(String message) implements ApiAnswer {}

  /**
   * Nobody knows whether a write happened: no answer, a cut one, or a failure within the server.
   *
   * @param message one line
   */
  record Unknown(String message) implements ApiAnswer {}
}

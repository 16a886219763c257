package io.rolloutoperator.kube.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells the failures of the API server apart. */
final class StatusReader {
  /**
   * How the API server begins to tell, with code 500, that an applied object has a field that its
   * kind does not have, or one of another type: nothing was written, and trying again is no use.
   */
  private static final String UNTYPED = "failed to create typed patch object ";

  private static final int LONGEST_MESSAGE = 1024;
  private static final long LONGEST_RETRY_AFTER = 60;
  private static final int MOST_DIGITS = 9;

  private StatusReader() {}

  /**
   * Reads a failure.
   *
   * @param code HTTP status, not 2xx
   * @param status the body, a {@code Status} if the API server itself answered
   */
  static ApiAnswer failure(int code, JsonNode status, @Nullable String retryAfter) {
    String message = message(code, status);
    return switch (code) {
      case 404 -> new ApiAnswer.NotFound(message);
      case 409 ->
          status.path("reason").asText().equals("AlreadyExists")
              ? new ApiAnswer.AlreadyExists(message)
              : new ApiAnswer.Conflict(message);
      case 401 -> new ApiAnswer.Forbidden(message);
      case 403 -> forbidden(message);
      case 400, 405, 406, 413, 415, 422 -> new ApiAnswer.Rejected(message);
      case 429 -> new ApiAnswer.TryLater(retryAfter(retryAfter));
      default ->
          message.startsWith(UNTYPED)
              ? new ApiAnswer.Rejected(message.substring(UNTYPED.length()))
              : new ApiAnswer.Unknown(message);
    };
  }

  /**
   * RBAC says what we cannot do; everything else behind a 403 is an admission plugin that judges
   * the content.
   */
  private static ApiAnswer forbidden(String message) {
    int cannot = message.indexOf("cannot ");
    return cannot >= 0 && message.contains(" resource \"")
        ? new ApiAnswer.Forbidden(message.substring(cannot))
        : new ApiAnswer.Rejected(message);
  }

  private static String message(int code, JsonNode status) {
    String message = status.path("message").asText();
    String text = message.isEmpty() ? "HTTP " + code : message;
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE - 1) + "…";
  }

  private static Duration retryAfter(@Nullable String header) {
    if (header == null || header.isEmpty() || !header.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Duration.ofSeconds(1);
    }
    long asked = header.length() > MOST_DIGITS ? LONGEST_RETRY_AFTER : Long.parseLong(header);
    return Duration.ofSeconds(Math.clamp(asked, 1, LONGEST_RETRY_AFTER));
  }
}

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

  /** The same for a value that its type cannot take; a conversion by a webhook may yet succeed. */
  private static final String UNCONVERTED = "failed to convert new object ";

  private static final String UNDECODED = "unable to convert unstructured object";

  /** How RBAC says what we may not do. */
  static final String CANNOT = "cannot ";

  /**
   * How the admission plugin OwnerReferencesPermissionEnforcement, which some distributions switch
   * on, says that the creator of an object may not keep the object's owner from being deleted.
   */
  static final String CANNOT_BLOCK = CANNOT + "set blockOwnerDeletion";

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
      case 404 -> new ApiAnswer.NotFound(message, isAbout(status));
      case 409 ->
          status.path("reason").asText().equals("AlreadyExists")
              ? new ApiAnswer.AlreadyExists(message)
              : new ApiAnswer.Conflict(message);
      case 401 -> new ApiAnswer.Forbidden(message);
      case 403 -> forbidden(message);
      case 400, 405, 406, 413, 415, 422 -> new ApiAnswer.Rejected(message);
      case 429 -> new ApiAnswer.TryLater(retryAfter(retryAfter));
      default ->
          misfits(message)
              ? new ApiAnswer.Rejected(withoutSubject(message))
              : new ApiAnswer.Unknown(message);
    };
  }

  /** A path that the API server does not serve is answered without a word about any object. */
  private static boolean isAbout(JsonNode status) {
    return status.path("kind").asText().equals("Status");
  }

  private static boolean misfits(String message) {
    return message.startsWith(UNTYPED)
        || (message.startsWith(UNCONVERTED) && message.contains(UNDECODED));
  }

  /** Which object it is, callers know. */
  private static String withoutSubject(String message) {
    String end = message.startsWith(UNTYPED) ? "): " : " to proper version: ";
    int at = message.indexOf(end);
    return message.substring(at < 0 ? 0 : at + end.length());
  }

  /**
   * RBAC says what we cannot do; everything else behind a 403 is an admission plugin that judges
   * the content.
   */
  private static ApiAnswer forbidden(String message) {
    int cannot = message.indexOf(CANNOT);
    return cannot >= 0
            && (message.contains(" resource \"") || message.startsWith(CANNOT_BLOCK, cannot))
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

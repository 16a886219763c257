package io.rolloutoperator.kubectl.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/**
 * What kubectl said before it failed, as the Status that the API server may have sent to it. Pure.
 *
 * @param code 400 to 599
 */
record KubectlError(int code, String reason, String message) {

  private static final Map<String, Integer> CODES =
      Map.of(
          "BadRequest", 400,
          "Unauthorized", 401,
          "Forbidden", 403,
          "NotFound", 404,
          "AlreadyExists", 409,
          "Conflict", 409,
          "Expired", 410,
          "Gone", 410,
          "Invalid", 422,
          "InternalError", 500);

  private static final int UNKNOWN = 500;
  private static final String SERVER = "Error from server (";
  private static final String OWN = "error: ";

  /** How kubectl tells of 401 and of a kind that no server has. */
  private static final Map<String, String> OWN_WORDS =
      Map.of(
          "error: You must be logged in to the server", "Unauthorized",
          "error: the server doesn't have a resource type", "NotFound");

  /**
   * Reads standard error; lines that begin with W are warnings.
   *
   * @throws IOException if the API server did not answer at all
   */
  static KubectlError parse(String errors) throws IOException {
    String line =
        errors
            .lines()
            .filter(text -> !text.startsWith("W") && !text.isBlank())
            .reduce((first, last) -> last)
            .orElse("kubectl failed and said nothing");
    int close = line.indexOf("): ");
    if (line.startsWith(SERVER) && close > 0) {
      return of(line.substring(SERVER.length(), close), line.substring(close + "): ".length()));
    }
    for (var words : OWN_WORDS.entrySet()) {
      if (line.startsWith(words.getKey())) {
        return of(words.getValue(), line.substring(OWN.length()));
      }
    }
    throw new IOException(
        "kubectl: " + (line.startsWith(OWN) ? line.substring(OWN.length()) : line));
  }

  private static KubectlError of(String reason, String message) {
    return new KubectlError(CODES.getOrDefault(reason, UNKNOWN), reason, message);
  }

  /** Only the server's word on an object has its name: {@code rollouts.argoproj.io "shop" …}. */
  ObjectNode status() {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("code", code);
    status.put("reason", reason).put("message", message);
    int open = message.indexOf('"');
    int close = message.indexOf('"', open + 1);
    if (!message.startsWith("the server ") && open >= 0 && close > open) {
      status.putObject("details").put("name", message.substring(open + 1, close));
    }
    return status;
  }
}

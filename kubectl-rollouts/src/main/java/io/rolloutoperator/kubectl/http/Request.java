package io.rolloutoperator.kubectl.http;

import java.time.Duration;

/**
 * One request to the API server.
 *
 * @param target path and query
 * @param contentType of the body; "" without one
 * @param body "" for none
 * @param patience the longest silence of the server; {@link Duration#ZERO} waits for ever
 */
public record Request(
    String method, String target, String contentType, String body, Duration patience) {

  public static Request get(String target, Duration patience) {
    return new Request("GET", target, "", "", patience);
  }
}

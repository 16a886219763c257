package io.rolloutoperator.testkit.apiproxy;

import java.time.Instant;

/**
 * A request that has been answered, or whose connection was cut.
 *
 * @param at when the proxy had read it
 * @param status of the server's answer or of the proxy's own; 0 if the server never heard of it
 */
public record Exchange(ProxiedRequest request, Instant at, int status) {

  /** Whether the server did what it was asked for, whether or not the client knows. */
  public boolean isDone() {
    return status >= 200 && status < 300;
  }
}

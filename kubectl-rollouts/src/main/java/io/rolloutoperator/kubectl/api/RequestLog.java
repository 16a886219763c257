package io.rolloutoperator.kubectl.api;

import io.rolloutoperator.kubectl.http.Request;
import java.io.PrintStream;

/**
 * Shows requests as {@code -v} asks for it: from 6 on method, address and answer, from 8 on bodies
 * that are sent too. Never fields of the head: they hold credentials.
 */
public final class RequestLog {

  private static final int REQUESTS = 6;
  private static final int BODIES = 8;

  private final int verbosity;
  private final PrintStream out;

  public RequestLog(int verbosity, PrintStream out) {
    this.verbosity = verbosity;
    this.out = out;
  }

  void sent(Request request, String server, int status, long millis) {
    if (verbosity >= REQUESTS) {
      out.printf(
          "%s %s%s %d in %d ms%n", request.method(), server, request.target(), status, millis);
    }
    if (verbosity >= BODIES && !request.body().isEmpty()) {
      out.printf("%s: %s%n", request.contentType(), request.body());
    }
  }

  void failed(Request request, String server, Exception e) {
    if (verbosity >= REQUESTS) {
      out.printf("%s %s%s: %s%n", request.method(), server, request.target(), e);
    }
  }
}

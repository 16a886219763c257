package io.rolloutoperator.gitsync.webhook;

import java.util.Map;

/**
 * What the JDK's HTTP server takes from its clients. It knows these limits only as properties of
 * the process, read when its first port is opened.
 */
public final class HttpServerLimits {
  private static final Map<String, String> PROPERTIES =
      Map.of(
          // Connections at a time, slow ones and silent ones included.
          "jdk.httpserver.maxConnections", "512",
          // Seconds from the first byte of a request to its last.
          "sun.net.httpserver.maxReqTime", "10",
          // Seconds from there to the end of the answer: the API server may take its time.
          "sun.net.httpserver.maxRspTime", "30",
          // Seconds without a request.
          "sun.net.httpserver.idleInterval", "10",
          "sun.net.httpserver.maxReqHeaders", "64",
          // Bytes of names and values.
          "sun.net.httpserver.maxReqHeaderSize", "16384",
          // The close of a connection waits for nothing more from the client.
          "sun.net.httpserver.drainAmount", "0");

  private HttpServerLimits() {}

  /** Sets the limits, for all HTTP servers of this process; before the first one is opened. */
  public static void set() {
    PROPERTIES.forEach(System::setProperty);
  }
}

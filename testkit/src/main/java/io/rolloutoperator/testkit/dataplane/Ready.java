package io.rolloutoperator.testkit.dataplane;

import static org.awaitility.Awaitility.await;

import io.rolloutoperator.testkit.cluster.OsProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/**
 * Waits until a started program serves. One that has ended is told at once, with its log's place.
 */
final class Ready {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final int CONNECT_MILLIS = 1000;

  private Ready() {}

  static void listens(OsProcess process, String host, int port, Duration patience) {
    until(process, host + ":" + port, patience, () -> connects(host, port));
  }

  static void answers(OsProcess process, URI uri, Duration patience) {
    until(process, uri.toString(), patience, () -> status(uri) == 200);
  }

  private static void until(
      OsProcess process, String what, Duration patience, Condition condition) {
    await(what + " (log: " + process.log() + ")")
        .atMost(patience)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .failFast("the process ended, see " + process.log(), () -> !process.running())
        .until(condition::holds);
  }

  private static boolean connects(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int status(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(CONNECT_MILLIS);
      try {
        return connection.getResponseCode();
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return 0;
    }
  }

  private interface Condition {
    boolean holds();
  }
}

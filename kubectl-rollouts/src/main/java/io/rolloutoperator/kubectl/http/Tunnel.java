package io.rolloutoperator.kubectl.http;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A way through an HTTP proxy (RFC 9110, CONNECT). */
final class Tunnel {

  private Tunnel() {}

  /**
   * Asks the proxy at the other end to connect to a host.
   *
   * @param authority host and port
   * @throws IOException if it refuses
   */
  static void open(Socket socket, URI proxy, String authority) throws IOException {
    String head = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n";
    String user = proxy.getUserInfo();
    if (user != null) {
      head +=
          "Proxy-Authorization: Basic "
              + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8))
              + "\r\n";
    }
    socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    ResponseHead answer = ResponseHead.read(socket.getInputStream());
    if (answer.status() != 200) {
      throw new IOException(
          "the proxy %s answered %d".formatted(proxy.getAuthority(), answer.status()));
    }
  }
}

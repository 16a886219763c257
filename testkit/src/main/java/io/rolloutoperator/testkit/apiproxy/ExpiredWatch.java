package io.rolloutoperator.testkit.apiproxy;

import io.rolloutoperator.testkit.cluster.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The answer to a watch that begins at a version which the server no longer has. */
final class ExpiredWatch {
  /** RFC 6455 section 1.3. */
  private static final String WEB_SOCKET_KEY = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final int NORMAL_END = 1000;

  private ExpiredWatch() {}

  /** All bytes of the answer, by WebSocket if the request asks for one. */
  static byte[] answer(HttpHead request) {
    String key = request.value("Sec-WebSocket-Key");
    return key.isEmpty() ? streamed() : framed(key);
  }

  private static String event() {
    String status = Fault.failure(410, "Expired", "too old resource version: 1 (2)");
    return Json.write(Json.object().put("type", "ERROR").set("object", Json.parse(status)));
  }

  private static byte[] streamed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        new HttpHead(
                "HTTP/1.1 200 OK",
                List.of(
                    new HttpHead.Field("Content-Type", "application/json"),
                    new HttpHead.Field("Connection", "close")))
            .bytes());
    bytes.writeBytes(event().getBytes(StandardCharsets.UTF_8));
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static byte[] framed(String key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        new HttpHead(
                "HTTP/1.1 101 Switching Protocols",
                List.of(
                    new HttpHead.Field("Upgrade", "websocket"),
                    new HttpHead.Field("Connection", "Upgrade"),
                    new HttpHead.Field("Sec-WebSocket-Accept", accept(key))))
            .bytes());
    bytes.writeBytes(ServerFrame.of(event()).bytes());
    bytes.writeBytes(ServerFrame.end(NORMAL_END).bytes());
    return bytes.toByteArray();
  }

  private static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + WEB_SOCKET_KEY).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.rolloutoperator.testkit.training;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection that speaks as much HTTP/1.1 as a Kubernetes client asks for, and the sending half
 * of WebSocket, which watches use. The JDK's own server knows no WebSocket.
 */
final class HttpConnection {
  private static final String WEB_SOCKET = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT_FRAME = 0x81;
  private static final int LONGEST_SHORT_FRAME = 125;
  private static final int LENGTH_IN_TWO_BYTES = 126;
  private static final int LENGTH_IN_EIGHT_BYTES = 127;

  /** A request; names of headers are in lower case. */
  record Request(
      String method, String path, String query, Map<String, String> headers, String body) {
    boolean asksForWebSocket() {
      return headers.getOrDefault("upgrade", "").equalsIgnoreCase("websocket");
    }
  }

  private final InputStream in;
  private final OutputStream out;

  HttpConnection(Socket socket) throws IOException {
    in = new BufferedInputStream(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream());
  }

  /** Reads the next request; null once the client has closed the connection. */
  @Nullable Request next() throws IOException {
    String line = line();
    if (line.isEmpty()) {
      return null;
    }
    String[] start = line.split(" ", -1);
    Map<String, String> headers = headers();
    int query = start[1].indexOf('?');
    return new Request(
        start[0],
        query < 0 ? start[1] : start[1].substring(0, query),
        query < 0 ? "" : start[1].substring(query + 1),
        headers,
        body(headers));
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private String body(Map<String, String> headers) throws IOException {
    if (!headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.writeBytes(in.readNBytes(size));
      line();
    }
    line();
    return body.toString(StandardCharsets.UTF_8);
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  void answer(int code, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    head(
        "HTTP/1.1 "
            + code
            + " -\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length);
    out.write(body);
    out.flush();
  }

  /** Turns the connection into a WebSocket. */
  void upgrade(Request request) throws IOException {
    String key = request.headers().getOrDefault("sec-websocket-key", "") + WEB_SOCKET;
    head(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + Base64.getEncoder().encodeToString(sha1(key)));
    out.flush();
  }

  /** Sends a text over the WebSocket. */
  void send(String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    out.write(TEXT_FRAME);
    if (payload.length <= LONGEST_SHORT_FRAME) {
      out.write(payload.length);
    } else if (payload.length <= Character.MAX_VALUE) {
      out.write(LENGTH_IN_TWO_BYTES);
      bytes(payload.length, 2);
    } else {
      out.write(LENGTH_IN_EIGHT_BYTES);
      bytes(payload.length, 8);
    }
    out.write(payload);
    out.flush();
  }

  private void bytes(long number, int count) throws IOException {
    for (int i = count - 1; i >= 0; i--) {
      out.write((int) (number >>> (Byte.SIZE * i)));
    }
  }

  private void head(String lines) throws IOException {
    out.write((lines + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The protocol asks for SHA-1; nothing is protected by it. */
  private static byte[] sha1(String text) throws IOException {
    try {
      return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}

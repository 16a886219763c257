package io.rolloutoperator.testkit.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One persistent HTTP/1.1 connection of a simulated client. Written by hand because the general
 * clients cost so much processor time for each request that, on a small machine, they slow down the
 * very service they measure.
 */
final class Connection implements AutoCloseable {

  private static final int LONGEST_LINE = 8192;

  private final Socket socket;
  private final InputStream in;
  private boolean reusable = true;

  private Connection(Socket socket) throws IOException {
    this.socket = socket;
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** A response, its body read and dropped. Header names are in lower case. */
  record Answer(int code, Map<String, String> headers) {}

  static Connection open(InetSocketAddress target, Duration timeout) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(target, millis(timeout));
      socket.setTcpNoDelay(true);
      return new Connection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends a request and reads the whole answer.
   *
   * @param timeout how long the server may be silent
   * @throws IOException when there is no complete answer; the connection is of no use then
   */
  Answer exchange(byte[] request, Duration timeout) throws IOException {
    reusable = false;
    socket.setSoTimeout(millis(timeout));
    socket.getOutputStream().write(request);
    int code = code(line());
    Map<String, String> headers = headers();
    skipBody(headers);
    reusable = !"close".equalsIgnoreCase(headers.get("connection"));
    return new Answer(code, headers);
  }

  /** Whether another request may be sent. */
  boolean reusable() {
    return reusable;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // It is gone either way, and its answers have been read.
    }
  }

  private static int code(String statusLine) throws ProtocolException {
    String[] parts = statusLine.split(" ", 3);
    if (parts.length < 2
        || !parts[0].startsWith("HTTP/1.")
        || !parts[1].matches("[1-5][0-9][0-9]")) {
      throw new ProtocolException("not an HTTP status line: " + statusLine);
    }
    return Integer.parseInt(parts[1]);
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new ProtocolException("not a header: " + line);
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private void skipBody(Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      int size;
      do {
        size = Integer.parseInt(line(), 16);
        in.skipNBytes(size);
        line();
      } while (size > 0);
    } else {
      in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
    }
  }

  private String line() throws IOException {
    byte[] line = new byte[128];
    int length = 0;
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("connection closed");
      }
      if (length == LONGEST_LINE) {
        throw new ProtocolException("header line longer than " + LONGEST_LINE + " bytes");
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, length * 2);
      }
      line[length++] = (byte) b;
    }
    return new String(line, 0, length, StandardCharsets.ISO_8859_1).stripTrailing();
  }

  private static int millis(Duration timeout) {
    return (int) Math.max(1, timeout.toMillis());
  }
}

package io.rolloutoperator.kubectl.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Status line and fields of an answer (RFC 9112).
 *
 * @param fields by name in lower case
 */
record ResponseHead(int status, Map<String, String> fields) {

  private static final int LONGEST_LINE = 65_536;
  private static final int MOST_FIELDS = 200;

  ResponseHead {
    fields = Map.copyOf(fields);
  }

  /**
   * Reads a head; interim answers (1xx) are passed over.
   *
   * @throws EOFException if the connection ends before its first byte
   */
  static ResponseHead read(InputStream in) throws IOException {
    ResponseHead head = one(in);
    while (head.status < 200) {
      head = one(in);
    }
    return head;
  }

  private static ResponseHead one(InputStream in) throws IOException {
    String start = line(in);
    String[] words = start.split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
      throw new IOException("the server does not speak HTTP/1.1");
    }
    Map<String, String> fields = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 1 || fields.size() >= MOST_FIELDS) {
        throw new IOException("the server sent a malformed answer");
      }
      fields.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new ResponseHead(number(words[1]), fields);
  }

  private static int number(String text) throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IOException("the server sent a malformed answer", e);
    }
  }

  /** One line without its end. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    if (next < 0) {
      throw new EOFException("the server closed the connection");
    }
    for (; next >= 0 && next != '\n' && line.length() < LONGEST_LINE; next = in.read()) {
      line.append((char) next);
    }
    int length = line.length();
    if (length > 0 && line.charAt(length - 1) == '\r') {
      line.setLength(length - 1);
    }
    return line.toString();
  }

  boolean chunked() {
    return fields
        .getOrDefault("transfer-encoding", "")
        .toLowerCase(Locale.ROOT)
        .contains("chunked");
  }

  boolean closes() {
    return fields.getOrDefault("connection", "").equalsIgnoreCase("close");
  }

  /** The length of the body in bytes; -1 if it ends with the connection. */
  long length() throws IOException {
    if (status == 204 || status == 304) {
      return 0;
    }
    String text = fields.get("content-length");
    try {
      return text == null ? -1 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("the server sent a malformed answer", e);
    }
  }
}

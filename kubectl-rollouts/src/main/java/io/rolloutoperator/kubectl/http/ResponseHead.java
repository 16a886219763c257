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
  private static final int MOST_INTERIM = 20;
  private static final String MALFORMED = "the server sent a malformed answer";

  ResponseHead {
    fields = Map.copyOf(fields);
  }

  /**
   * Reads a head; interim answers (1xx) are passed over.
   *
   * @throws EOFException if the connection ends before its first byte
   */
  static ResponseHead read(InputStream in) throws IOException {
    for (int i = 0; i < MOST_INTERIM; i++) {
      ResponseHead head = one(in);
      if (head.status >= 200) {
        return head;
      }
    }
    throw malformed();
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
        throw malformed();
      }
      fields.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new ResponseHead(number(words[1]), fields);
  }

  private static int number(String text) throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw malformed();
    }
  }

  /** One line without its end. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    if (next < 0) {
      throw new EOFException("the server closed the connection");
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (line.length() == LONGEST_LINE) {
        throw malformed();
      }
      line.append((char) next);
    }
    if (next < 0) {
      throw new EOFException("the server closed the connection");
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
    return text == null ? -1 : length(text, 10);
  }

  /** A number of bytes, which no sign belongs to. */
  static long length(String digits, int radix) throws IOException {
    try {
      long length = Long.parseLong(digits, radix);
      if (length >= 0 && Character.digit(digits.charAt(0), radix) >= 0) {
        return length;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw malformed();
  }

  static IOException malformed() {
    return new IOException(MALFORMED);
  }
}

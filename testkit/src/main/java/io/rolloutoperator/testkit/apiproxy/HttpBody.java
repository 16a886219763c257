package io.rolloutoperator.testkit.apiproxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Where the body of a message of HTTP/1.1 ends, by RFC 9112 section 6. */
sealed interface HttpBody {

  /** As many bytes as the head says; often none. */
  record Sized(long length) implements HttpBody {}

  /** Pieces that each begin with their size, a last one of size 0, and fields after it. */
  record Chunked() implements HttpBody {}

  /** All that comes before the connection ends. */
  record UntilClose() implements HttpBody {}

  /** Of a request. */
  static HttpBody ofRequest(HttpHead head) {
    return isChunked(head) ? new Chunked() : new Sized(length(head, 0));
  }

  /**
   * Of an answer.
   *
   * @param method of the request
   * @param status of the answer
   */
  static HttpBody ofAnswer(String method, int status, HttpHead head) {
    if (method.equals("HEAD") || status < 200 || status == 204 || status == 304) {
      return new Sized(0);
    }
    if (isChunked(head)) {
      return new Chunked();
    }
    long length = length(head, -1);
    return length < 0 ? new UntilClose() : new Sized(length);
  }

  private static boolean isChunked(HttpHead head) {
    return head.value("Transfer-Encoding").equalsIgnoreCase("chunked");
  }

  private static long length(HttpHead head, long otherwise) {
    String length = head.value("Content-Length");
    return length.isEmpty() ? otherwise : Long.parseLong(length);
  }

  /** Reads a body that ends by itself, without the sizes of its pieces. */
  default byte[] read(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    decode(in, body);
    return body.toByteArray();
  }

  /** Hands a body on as it comes, without the sizes of its pieces. */
  default void decode(InputStream in, OutputStream out) throws IOException {
    switch (this) {
      case Sized(long length) -> copy(in, out, length);
      case UntilClose() -> copy(in, out, Long.MAX_VALUE);
      case Chunked() -> {
        for (long size = size(line(in)); size > 0; size = size(line(in))) {
          copy(in, out, size);
          line(in);
        }
        trailers(in, OutputStream.nullOutputStream());
      }
    }
  }

  /** Hands a body on as it comes, each piece at once: a watch never ends. */
  default void relay(InputStream in, OutputStream out) throws IOException {
    switch (this) {
      case Sized(long length) -> copy(in, out, length);
      case UntilClose() -> copy(in, out, Long.MAX_VALUE);
      case Chunked() -> {
        String first = line(in);
        for (long size = size(first); size > 0; size = size(first)) {
          write(first, out);
          copy(in, out, size);
          write(line(in), out);
          out.flush();
          first = line(in);
        }
        write(first, out);
        trailers(in, out);
      }
    }
    out.flush();
  }

  private void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] buffer = new byte[1 << 14];
    long left = length;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0 && this instanceof UntilClose) {
        return;
      }
      if (read < 0) {
        throw new EOFException("the connection ends within a body");
      }
      out.write(buffer, 0, read);
      out.flush();
      left -= read;
    }
  }

  private static void trailers(InputStream in, OutputStream out) throws IOException {
    String line = line(in);
    while (!line.isEmpty()) {
      write(line, out);
      line = line(in);
    }
    write(line, out);
  }

  private static long size(String line) throws IOException {
    int extension = line.indexOf(';');
    String digits = extension < 0 ? line : line.substring(0, extension);
    try {
      return Long.parseLong(digits.strip(), 16);
    } catch (NumberFormatException e) {
      throw new IOException("no size of a piece: " + line, e);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ends within a body");
      }
      text.append((char) next);
    }
    int end = text.length() - 1;
    return end >= 0 && text.charAt(end) == '\r' ? text.substring(0, end) : text.toString();
  }

  private static void write(String line, OutputStream out) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }
}

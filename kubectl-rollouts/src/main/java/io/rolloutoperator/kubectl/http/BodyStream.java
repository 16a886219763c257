package io.rolloutoperator.kubectl.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer: of a known length, in chunks, or until the connection ends. */
final class BodyStream extends InputStream {

  private static final long UNTIL_THE_END = -1;

  private final InputStream in;
  private final boolean chunked;
  private long left;
  private boolean firstChunk = true;
  private boolean done;

  BodyStream(InputStream in, ResponseHead head) throws IOException {
    this.in = in;
    this.chunked = head.chunked();
    this.left = chunked ? 0 : head.length();
    this.done = !chunked && left == 0;
  }

  /** Whether all of it was read, so that the connection can carry the next request. */
  boolean done() {
    return done;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (chunked && left == 0 && !done) {
      nextChunk();
    }
    if (done) {
      return -1;
    }
    int wanted = left == UNTIL_THE_END ? length : (int) Math.min(length, left);
    int got = in.read(buffer, offset, wanted);
    if (got < 0) {
      if (left != UNTIL_THE_END) {
        throw new EOFException("the server closed the connection");
      }
      done = true;
      return -1;
    }
    if (left != UNTIL_THE_END) {
      left -= got;
      done = !chunked && left == 0;
    }
    return got;
  }

  /** Chunks are {@code <length in hexadecimal>[;extensions] CRLF data CRLF}, the last is empty. */
  private void nextChunk() throws IOException {
    if (!firstChunk) {
      ResponseHead.line(in);
    }
    firstChunk = false;
    String size = ResponseHead.line(in);
    int semicolon = size.indexOf(';');
    left = ResponseHead.length((semicolon < 0 ? size : size.substring(0, semicolon)).strip(), 16);
    if (left == 0) {
      while (!ResponseHead.line(in).isEmpty()) {
        // trailers say nothing that is needed
      }
      done = true;
    }
  }
}

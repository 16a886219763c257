package io.rolloutoperator.testkit.apiproxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A frame of a WebSocket from a server, which masks nothing; RFC 6455 section 5.2. */
final class ServerFrame {
  private static final int WHOLE_TEXT = 0x81;
  private static final int WHOLE_CLOSE = 0x88;
  private static final int TWO_BYTES_FOLLOW = 126;
  private static final int EIGHT_BYTES_FOLLOW = 127;
  private static final int LONGEST = 1 << 26;

  private final int first;
  private final byte[] payload;

  private ServerFrame(int first, byte[] payload) {
    this.first = first;
    this.payload = payload;
  }

  /** A message of text in one frame. */
  static ServerFrame of(String text) {
    return new ServerFrame(WHOLE_TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The end, with a status code of RFC 6455 section 7.4. */
  static ServerFrame end(int code) {
    return new ServerFrame(
        WHOLE_CLOSE, ByteBuffer.allocate(Short.BYTES).putShort((short) code).array());
  }

  /**
   * Reads a frame.
   *
   * @return nothing if the connection ends where a frame would begin
   */
  static Optional<ServerFrame> read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    int shortLength = (int) number(in, 1);
    long length =
        switch (shortLength) {
          case TWO_BYTES_FOLLOW -> number(in, Short.BYTES);
          case EIGHT_BYTES_FOLLOW -> number(in, Long.BYTES);
          default -> shortLength;
        };
    if (length < 0 || length > LONGEST) {
      throw new IOException("a frame of " + length + " bytes");
    }
    byte[] payload = in.readNBytes((int) length);
    if (payload.length < length) {
      throw new EOFException("the connection ends within a frame");
    }
    return Optional.of(new ServerFrame(first, payload));
  }

  private static long number(InputStream in, int bytes) throws IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the connection ends within a frame");
      }
      number = number << Byte.SIZE | next;
    }
    return number;
  }

  /** The text of a message in one frame; nothing for all other frames. */
  Optional<String> text() {
    return first == WHOLE_TEXT
        ? Optional.of(new String(payload, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** The bytes that are sent. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(first);
    if (payload.length < TWO_BYTES_FOLLOW) {
      bytes.write(payload.length);
    } else if (payload.length < 1 << Short.SIZE) {
      bytes.write(TWO_BYTES_FOLLOW);
      bytes.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort((short) payload.length).array());
    } else {
      bytes.write(EIGHT_BYTES_FOLLOW);
      bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(payload.length).array());
    }
    bytes.writeBytes(payload);
    return bytes.toByteArray();
  }
}

package io.rolloutoperator.gitsync.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** One ref after another, of protocol version 0. */
final class EndlessRefs extends InputStream {

  private static final String ID = "0123456789012345678901234567890123456789";

  private InputStream line = InputStream.nullInputStream();
  private int number;

  @Override
  public int read() throws IOException {
    int value = line.read();
    if (value < 0) {
      line = new ByteArrayInputStream(next().getBytes(StandardCharsets.US_ASCII));
      value = line.read();
    }
    return value;
  }

  private String next() {
    String name = String.format("refs/heads/branch-%09d", number++);
    String text = ID + " " + name + (number == 1 ? "\0side-band-64k" : "") + "\n";
    return String.format("%04x", text.length() + 4) + text;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int value = read();
    buffer[offset] = (byte) value;
    return 1 + Math.max(0, line.read(buffer, offset + 1, length - 1));
  }
}

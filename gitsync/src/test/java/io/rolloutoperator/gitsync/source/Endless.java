package io.rolloutoperator.gitsync.source;

import java.io.InputStream;

/** Bytes without an end. */
final class Endless extends InputStream {

  private final byte[] start;
  private final byte[] again;
  private long position;

  private Endless(byte[] start, byte[] again) {
    this.start = start;
    this.again = again;
  }

  /** A pack that begins as one should, and goes on for ever. */
  static InputStream after(byte[] start, byte[] again) {
    return new Endless(start, again);
  }

  @Override
  public int read() {
    long at = position++;
    return 0xff
        & (at < start.length ? start[(int) at] : again[(int) ((at - start.length) % again.length)]);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    byte[] part = position < start.length ? start : again;
    int from =
        (int) (position < start.length ? position : (position - start.length) % again.length);
    int count = Math.min(length, part.length - from);
    System.arraycopy(part, from, buffer, offset, count);
    position += count;
    return count;
  }
}

package io.rolloutoperator.egress;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** Asks before each read, which waits no longer than time is left. */
final class MeteredInput extends FilterInputStream {

  /** Sets for how long the next read may wait. */
  @FunctionalInterface
  interface Patience {
    /** As {@link Socket#setSoTimeout} has it. */
    void set() throws IOException;
  }

  private final Meter meter;
  private final Patience patience;

  MeteredInput(InputStream in, Meter meter, Patience patience) {
    super(in);
    this.meter = meter;
    this.patience = patience;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int most = meter.readable(length);
    patience.set();
    try {
      int count = in.read(buffer, offset, most);
      meter.read(Math.max(0, count));
      return count;
    } catch (SocketTimeoutException e) {
      patience.set(); // says so if it was the last one
      throw e;
    }
  }

  @Override
  public long skip(long count) throws IOException {
    return Math.max(0, read(new byte[Math.clamp(count, 0, 8192)]));
  }
}

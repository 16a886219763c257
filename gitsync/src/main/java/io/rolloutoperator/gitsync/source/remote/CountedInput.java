package io.rolloutoperator.gitsync.source.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a server sends, counted. */
final class CountedInput extends FilterInputStream {

  private final Exchange exchange;

  CountedInput(InputStream in, Exchange exchange) {
    super(in);
    this.exchange = exchange;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      exchange.received(1);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      exchange.received(count);
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    exchange.received(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}

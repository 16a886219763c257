package io.rolloutoperator.gitsync.source.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a server sends, counted; a connection that breaks is told from an answer that is wrong. */
final class CountedInput extends FilterInputStream {

  private final Exchange exchange;

  CountedInput(InputStream in, Exchange exchange) {
    super(in);
    this.exchange = exchange;
  }

  @Override
  public int read() throws IOException {
    int value;
    try {
      value = super.read();
    } catch (IOException e) {
      throw exchange.lost(e);
    }
    if (value >= 0) {
      exchange.received(1);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count;
    try {
      count = super.read(buffer, offset, length);
    } catch (IOException e) {
      throw exchange.lost(e);
    }
    if (count > 0) {
      exchange.received(count);
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}

package io.rolloutoperator.testkit.git;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An answer that comes slowly, or stops in the middle until its server is closed. */
final class PacedOutput extends FilterOutputStream {

  private static final int PIECE = 8192;

  private final CountDownLatch closed;
  private final int millisPerPiece;
  private long left;
  private int piece;

  PacedOutput(OutputStream out, CountDownLatch closed, int millisPerPiece, long stallAfter) {
    super(out);
    this.closed = closed;
    this.millisPerPiece = millisPerPiece;
    this.left = stallAfter;
  }

  @Override
  public void write(int value) throws IOException {
    if (left-- <= 0) {
      out.flush();
      await(closed);
    }
    out.write(value);
    if (++piece == PIECE) {
      piece = 0;
      out.flush();
      pause();
    }
  }

  private void pause() throws IOException {
    try {
      if (closed.await(millisPerPiece, TimeUnit.MILLISECONDS)) {
        throw new IOException("the server is closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  static void await(CountDownLatch closed) throws IOException {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("the server is closed");
  }
}

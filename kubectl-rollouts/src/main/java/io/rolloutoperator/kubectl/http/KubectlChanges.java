package io.rolloutoperator.kubectl.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a kubectl that watches writes. Its failure in the middle is one of reading. */
final class KubectlChanges extends InputStream {

  private final KubectlProcess kubectl;
  private final Duration patience;
  private volatile boolean silent;
  private boolean begun;

  /**
   * A stream.
   *
   * @param patience the longest silence, after which kubectl is ended; {@link Duration#ZERO} waits
   *     for ever
   */
  KubectlChanges(KubectlProcess kubectl, Duration patience) {
    this.kubectl = kubectl;
    this.patience = patience;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    CompletableFuture<Integer> answered = watched();
    int got = kubectl.output().read(buffer, offset, length);
    answered.complete(got);
    if (got >= 0) {
      begun = true;
    } else if (silent) {
      throw new SocketTimeoutException("kubectl said nothing in " + patience.toSeconds() + " s");
    } else if (begun && !kubectl.succeeded()) {
      throw new IOException("kubectl: " + kubectl.error().message());
    }
    return got;
  }

  /** Unless it is completed in time kubectl is ended, which ends the read. */
  private CompletableFuture<Integer> watched() {
    CompletableFuture<Integer> answered = new CompletableFuture<>();
    if (!patience.isZero()) {
      answered
          .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
          .exceptionally(
              late -> {
                silent = true;
                kubectl.end();
                return -1;
              });
    }
    return answered;
  }
}

package io.rolloutoperator.kubectl.http;

import io.rolloutoperator.kubectl.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A watch by kubectl, which does not show the head of the answer: its first byte stands for 200, an
 * end without one for what kubectl says then.
 */
final class KubectlWatch implements Exchange {

  private final KubectlProcess kubectl;
  private final int status;
  private final InputStream body;
  private final Runnable whenClosed;

  private KubectlWatch(KubectlProcess kubectl, int status, InputStream body, Runnable whenClosed) {
    this.kubectl = kubectl;
    this.status = status;
    this.body = body;
    this.whenClosed = whenClosed;
  }

  /**
   * Waits for the first byte, or for the end.
   *
   * @throws IOException if the API server did not answer at all
   */
  static KubectlWatch begin(KubectlProcess kubectl, Duration patience, Runnable whenClosed)
      throws IOException {
    PushbackInputStream changes = new PushbackInputStream(new KubectlChanges(kubectl, patience));
    int first = changes.read();
    if (first >= 0) {
      changes.unread(first);
      return new KubectlWatch(kubectl, 200, changes, whenClosed);
    }
    if (kubectl.succeeded()) {
      return new KubectlWatch(kubectl, 200, InputStream.nullInputStream(), whenClosed);
    }
    KubectlError error = kubectl.error();
    byte[] told = Json.compact(error.status()).getBytes(StandardCharsets.UTF_8);
    return new KubectlWatch(kubectl, error.code(), new ByteArrayInputStream(told), whenClosed);
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public void close() throws IOException {
    whenClosed.run();
    kubectl.close();
  }
}

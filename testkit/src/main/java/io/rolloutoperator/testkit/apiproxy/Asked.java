package io.rolloutoperator.testkit.apiproxy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** A request as rules see it, and as it is handed on. */
final class Asked {
  private final ProxiedRequest request;
  private final HttpHead head;
  private final byte[] body;
  private final Instant at;

  private Asked(ProxiedRequest request, HttpHead head, byte[] body, Instant at) {
    this.request = request;
    this.head = head;
    this.body = body;
    this.at = at;
  }

  /** Reads the body after the head; it is handed on in one piece. */
  static Asked read(HttpHead head, InputStream in) throws IOException {
    byte[] body = HttpBody.ofRequest(head).read(in);
    HttpHead sized =
        head.value("Transfer-Encoding").isEmpty()
            ? head
            : head.without("Transfer-Encoding")
                .with("Content-Length", Integer.toString(body.length));
    return new Asked(ProxiedRequest.of(head, body), sized, body, Instant.now());
  }

  ProxiedRequest request() {
    return request;
  }

  HttpHead head() {
    return head;
  }

  byte[] body() {
    return body;
  }

  /** When it had been read. */
  Instant at() {
    return at;
  }
}

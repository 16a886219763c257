package io.rolloutoperator.gitsync.writeback.forge;

import io.rolloutoperator.egress.AddressRule;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Stands for a forge: gives over TLS the answers that tests lay ready, in order. */
final class ForgeServer implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static final HeldCertificate CERTIFICATE =
      new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
  private static final HandshakeCertificates OWN =
      new HandshakeCertificates.Builder().heldCertificate(CERTIFICATE).build();
  private static final HandshakeCertificates TRUSTING =
      new HandshakeCertificates.Builder().addTrustedCertificate(CERTIFICATE.certificate()).build();

  private final MockWebServer server = new MockWebServer();

  ForgeServer() throws IOException {
    server.useHttps(OWN.sslSocketFactory());
    server.start(InetAddress.getByName("localhost"), 0);
  }

  /** Its host and port as messages show them. */
  String host() {
    return "localhost:" + server.getPort();
  }

  String url(String path) {
    return server.url(path).toString();
  }

  /** The next answer. */
  void answer(String recording) {
    answer(Recording.of(recording));
  }

  void answer(Recording recording) {
    answer(recording.response());
  }

  void answer(int status, String body, String... headers) {
    MockResponse.Builder response = new MockResponse.Builder().code(status).body(body);
    for (int i = 0; i < headers.length; i += 2) {
      response.addHeader(headers[i], headers[i + 1]);
    }
    server.enqueue(response.build());
  }

  void answer(MockResponse response) {
    server.enqueue(response);
  }

  int requests() {
    return server.getRequestCount();
  }

  RecordedRequest takeRequest() throws InterruptedException {
    return server.takeRequest();
  }

  /** Trusts this server and may go everywhere. */
  ForgeHttp client() {
    return client((_, _) -> Optional.empty());
  }

  ForgeHttp client(AddressRule policy) {
    return client(policy, Duration.ofSeconds(20));
  }

  ForgeHttp client(AddressRule policy, Duration timeout) {
    OkHttpClient base =
        new OkHttpClient.Builder()
            .sslSocketFactory(TRUSTING.sslSocketFactory(), TRUSTING.trustManager())
            .build();
    return new ForgeHttp(base, policy, timeout, InstantSource.fixed(NOW));
  }

  @Override
  public void close() {
    server.close();
  }
}

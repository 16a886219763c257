package io.rolloutoperator.kubectl.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.rolloutoperator.kubectl.config.Access;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectTransportTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HeldCertificate AUTHORITY =
      new HeldCertificate.Builder().certificateAuthority(0).build();
  private static final HeldCertificate SERVER =
      new HeldCertificate.Builder()
          .addSubjectAlternativeName("api.example")
          .signedBy(AUTHORITY)
          .build();
  private static final Set<Integer> CLIENT_PORTS = ConcurrentHashMap.newKeySet();

  private static HttpsServer server;

  @BeforeAll
  static void start() throws IOException {
    server = serving();
  }

  /** A server that knows these named groups; all without any. */
  private static HttpsServer serving(String... groups) throws IOException {
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder()
            .heldCertificate(SERVER)
            .addTrustedCertificate(AUTHORITY.certificate())
            .build();
    HttpsServer started =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    started.setHttpsConfigurator(
        new HttpsConfigurator(certificates.sslContext()) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = certificates.sslContext().getDefaultSSLParameters();
            ssl.setWantClientAuth(true);
            if (groups.length > 0) {
              ssl.setNamedGroups(groups);
            }
            parameters.setSSLParameters(ssl);
          }
        });
    started.createContext("/", DirectTransportTest::answer);
    started.start();
    return started;
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  /** Says who asks; {@code /chunked} in pieces. */
  private static void answer(HttpExchange exchange) throws IOException {
    CLIENT_PORTS.add(exchange.getRemoteAddress().getPort());
    exchange.getRequestBody().readAllBytes();
    byte[] body =
        "%s %s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().get("Impersonate-group"))
            .getBytes(StandardCharsets.UTF_8);
    boolean chunked = exchange.getRequestURI().getPath().endsWith("/chunked");
    exchange.sendResponseHeaders(200, chunked ? 0 : body.length);
    for (byte each : body) {
      exchange.getResponseBody().write(each);
      if (chunked) {
        exchange.getResponseBody().flush();
      }
    }
    exchange.close();
  }

  private static URI uri(HttpsServer of, String path) {
    return URI.create("https://127.0.0.1:" + of.getAddress().getPort() + path);
  }

  private static Access access(Access.Trust trust, Access.Identity identity, String path) {
    return access(uri(server, path), trust, identity);
  }

  private static Access access(URI uri, Access.Trust trust, Access.Identity identity) {
    return new Access(
        "test", uri, trust, Optional.empty(), identity, Optional.empty(), List.of("a", "b"), "x");
  }

  private static Access.Trust trust(HeldCertificate authority, String name) {
    return new Access.Trust(false, Optional.of(authority.certificatePem()), Optional.of(name));
  }

  private static final Access.Identity TOKEN =
      new Access.Identity.Direct(Optional.empty(), Optional.of("Bearer t"));

  private static String get(Transport transport, String target) throws IOException {
    try (Exchange exchange = transport.send(Request.get(target, PATIENCE))) {
      String text = new String(exchange.body().readAllBytes(), StandardCharsets.UTF_8);
      return exchange.status() + " " + text;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/whole", "/chunked"})
  void theNamedAuthorityAndNameAreExpectedOfTheServer(String target) throws Exception {
    try (Transport transport =
        new DirectTransport(access(trust(AUTHORITY, "api.example"), TOKEN, "/prefix/"), "test")) {
      assertThat(get(transport, target)).isEqualTo("200 GET /prefix" + target + " Bearer t [a, b]");
    }
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    CLIENT_PORTS.clear();
    try (Transport transport =
        new DirectTransport(access(trust(AUTHORITY, "api.example"), TOKEN, ""), "test")) {
      get(transport, "/chunked");
      get(transport, "/whole");
      get(transport, "/chunked");
    }
    assertThat(CLIENT_PORTS).hasSize(1);
  }

  @Test
  void anotherNameOrAuthorityIsRefused() {
    HeldCertificate stranger = new HeldCertificate.Builder().certificateAuthority(0).build();
    for (Access.Trust trust :
        List.of(trust(AUTHORITY, "other.example"), trust(stranger, "api.example"))) {
      assertThatThrownBy(
              () -> {
                try (Transport transport = new DirectTransport(access(trust, TOKEN, ""), "test")) {
                  get(transport, "/");
                }
              })
          .isInstanceOf(SSLException.class);
    }
  }

  @Test
  void aServerWithoutTheFastGroupIsAskedAgainWithAll() throws Exception {
    HttpsServer old = serving("secp384r1");
    Access access = access(uri(old, ""), trust(AUTHORITY, "api.example"), TOKEN);
    try (Transport transport = new DirectTransport(access, "test")) {
      assertThat(get(transport, "/")).startsWith("200 GET /");
    } finally {
      old.stop(0);
    }
  }

  @Test
  void whoAsksForItTrustsAnyCertificate() throws Exception {
    Access.Trust everything = new Access.Trust(true, Optional.empty(), Optional.empty());
    try (Transport transport = new DirectTransport(access(everything, TOKEN, ""), "test")) {
      assertThat(get(transport, "/a?b=c")).startsWith("200 GET /a?b=c");
    }
  }

  @Test
  void certificatesOfAUserAreShown() throws Exception {
    HeldCertificate user = new HeldCertificate.Builder().signedBy(AUTHORITY).build();
    Access.Identity identity =
        new Access.Identity.Direct(
            Optional.of(new Access.ClientKey(user.certificatePem(), user.privateKeyPkcs8Pem())),
            Optional.empty());
    try (Transport transport =
        new DirectTransport(access(trust(AUTHORITY, "api.example"), identity, ""), "test")) {
      assertThat(get(transport, "/")).isEqualTo("200 GET / null [a, b]");
    }
  }
}

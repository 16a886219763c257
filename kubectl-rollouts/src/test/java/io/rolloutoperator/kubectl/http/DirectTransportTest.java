package io.rolloutoperator.kubectl.http;

import static io.rolloutoperator.kubectl.TlsServer.AUTHORITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import io.rolloutoperator.kubectl.TlsServer;
import io.rolloutoperator.kubectl.config.Access;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectTransportTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Set<Integer> CLIENT_PORTS = ConcurrentHashMap.newKeySet();

  private static TlsServer server;

  @BeforeAll
  static void start() throws IOException {
    server = TlsServer.start(DirectTransportTest::answer);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Says who asks; {@code /chunked} in pieces. */
  private static void answer(HttpExchange exchange) throws IOException {
    CLIENT_PORTS.add(exchange.getRemoteAddress().getPort());
    exchange.getRequestBody().readAllBytes();
    byte[] body =
        "%s %s %s %s %s%s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Impersonate-Uid"),
                exchange.getRequestHeaders().get("Impersonate-group"),
                user(((HttpsExchange) exchange).getSSLSession()))
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

  private static String user(SSLSession session) {
    try {
      return " " + session.getPeerPrincipal();
    } catch (SSLPeerUnverifiedException _) {
      return "";
    }
  }

  private static Access access(Access.Trust trust, Access.Identity identity, String path) {
    return access(server.uri(path), trust, identity);
  }

  private static Access access(URI uri, Access.Trust trust, Access.Identity identity) {
    return new Access(
        "test",
        uri,
        trust,
        Optional.empty(),
        identity,
        Optional.empty(),
        Optional.of("id-1"),
        List.of("a", "b"),
        "x");
  }

  private static Access.Trust trust(HeldCertificate authority, String name) {
    return new Access.Trust(false, Optional.of(authority.certificatePem()), Optional.of(name));
  }

  private static final Access.Identity TOKEN =
      new Access.Identity.Direct(
          Optional.empty(), Optional.of(new Access.Authorization.Fixed("Bearer t")));

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
      assertThat(get(transport, target))
          .isEqualTo("200 GET /prefix" + target + " Bearer t id-1 [a, b]");
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
    try (TlsServer old = TlsServer.start(DirectTransportTest::answer, "secp384r1");
        Transport transport =
            new DirectTransport(
                access(old.uri(""), trust(AUTHORITY, "api.example"), TOKEN), "test")) {
      assertThat(get(transport, "/")).startsWith("200 GET /");
    }
  }

  /** Others renew it: a watch of hours asks with what is in the file then. */
  @Test
  void aTokenFileIsReadForEachRequest(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "first\n");
    Access.Identity identity =
        new Access.Identity.Direct(
            Optional.empty(), Optional.of(new Access.Authorization.TokenFile(file)));
    try (Transport transport =
        new DirectTransport(access(trust(AUTHORITY, "api.example"), identity, ""), "test")) {
      assertThat(get(transport, "/")).contains("Bearer first");
      Files.writeString(file, "second");
      assertThat(get(transport, "/")).contains("Bearer second");
      Files.writeString(file, "two lines\r\nX-Other: 1");
      assertThatThrownBy(() -> get(transport, "/"))
          .isInstanceOf(IOException.class)
          .hasMessage("tokenFile " + file + " holds no token");
      Files.delete(file);
      assertThatThrownBy(() -> get(transport, "/"))
          .hasMessage("tokenFile " + file + ": no such file");
    }
  }

  @Test
  void whoAsksForItTrustsAnyCertificate() throws Exception {
    Access.Trust everything = new Access.Trust(true, Optional.empty(), Optional.empty());
    try (Transport transport = new DirectTransport(access(everything, TOKEN, ""), "test")) {
      assertThat(get(transport, "/a?b=c")).startsWith("200 GET /a?b=c");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void certificatesOfAUserAreShown(String keys) throws Exception {
    assertThat(shown(user(keys).signedBy(AUTHORITY).build()))
        .isEqualTo("200 GET / null id-1 [a, b] CN=jane");
  }

  /** The server says whose certificates it takes. */
  @Test
  void certificatesOfAnotherAuthorityAreNotShown() throws Exception {
    HeldCertificate stranger = new HeldCertificate.Builder().certificateAuthority(0).build();
    assertThat(shown(user("EC").signedBy(stranger).build()))
        .isEqualTo("200 GET / null id-1 [a, b]");
  }

  private static HeldCertificate.Builder user(String keys) {
    HeldCertificate.Builder user = new HeldCertificate.Builder().commonName("jane");
    return keys.equals("RSA") ? user.rsa2048() : user.ecdsa256();
  }

  private static String shown(HeldCertificate user) throws Exception {
    Access.Identity identity =
        new Access.Identity.Direct(
            Optional.of(new Access.ClientKey(user.certificatePem(), user.privateKeyPkcs8Pem())),
            Optional.empty());
    try (Transport transport =
        new DirectTransport(access(trust(AUTHORITY, "api.example"), identity, ""), "test")) {
      return get(transport, "/");
    }
  }
}

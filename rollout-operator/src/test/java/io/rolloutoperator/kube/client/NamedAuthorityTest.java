package io.rolloutoperator.kube.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rolloutoperator.kube.fence.LeaseFence;
import io.rolloutoperator.testkit.git.TestCertificates;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server with TLS on loopback. */
class NamedAuthorityTest {
  private static final String ANSWER =
      """
      {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x","namespace":"ns"}}
      """;
  private static final TestCertificates OURS = new TestCertificates();
  private static final TestCertificates OTHERS = new TestCertificates();

  @TempDir private Path folder;
  private HttpsServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(OURS.server()));
    server.createContext("/", NamedAuthorityTest::serve);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private static void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private ConfigBuilder config() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl("https://localhost:" + server.getAddress().getPort())
        .withRequestRetryBackoffInterval(1);
  }

  private static ConfigMap read(Config config) {
    try (ApiClients clients =
        ApiClients.open(
            config,
            "test",
            LeaseFence.unfenced("test"),
            (target, status) -> {},
            Optional.empty())) {
      return clients.reading().configMaps().inNamespace("ns").withName("x").get();
    }
  }

  private static String data(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aServerOfTheNamedAuthorityIsTrusted() throws IOException {
    Path file = Files.writeString(folder.resolve("ca.crt"), OURS.authority());

    assertThat(read(config().withCaCertFile(file.toString()).build())).isNotNull();
    assertThat(read(config().withCaCertData(data(OURS.authority())).build())).isNotNull();
  }

  @Test
  void oneOfSeveralIsEnoughWhateverStandsBetweenThem() {
    String bundle = "# ours\n" + OTHERS.authority() + "\n# and theirs\n" + OURS.authority() + "\n";

    assertThat(read(config().withCaCertData(data(bundle)).build())).isNotNull();
  }

  @Test
  void aServerOfAnotherAuthorityIsRefused() {
    Config config = config().withCaCertData(data(OTHERS.authority())).build();

    assertThatThrownBy(() -> read(config))
        .hasStackTraceContaining(SSLHandshakeException.class.getName());
  }

  @Test
  void withNoAuthorityNamedAStrangersServerIsRefused() {
    assertThatThrownBy(() -> read(config().build()))
        .hasStackTraceContaining(SSLHandshakeException.class.getName());
  }

  @Test
  void anAuthorityWithoutACertificateIsToldAtOnce() {
    Config config = config().withCaCertData(data("# nothing here\n")).build();

    assertThatThrownBy(() -> read(config)).isInstanceOf(KubernetesClientException.class);
  }

  @Test
  void authoritiesOfTheWorldAreNotTrustedBesideIt() throws Exception {
    Config config = config().withCaCertData(data(OURS.authority())).build();

    assertThat(NamedAuthority.trusted(config))
        .singleElement()
        .isInstanceOfSatisfying(
            X509TrustManager.class, trust -> assertThat(trust.getAcceptedIssuers()).hasSize(1));
  }

  @Test
  void aProxyIsStillUsed() {
    Config config =
        config()
            .withCaCertData(data(OURS.authority()))
            .withHttpsProxy("http://127.0.0.1:1")
            .withHttpProxy("http://127.0.0.1:1")
            .build();

    assertThatThrownBy(() -> read(config))
        .hasStackTraceContaining(ConnectException.class.getName());
  }
}

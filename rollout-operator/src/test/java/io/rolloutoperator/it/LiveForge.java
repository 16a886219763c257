package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.git.TestCertificates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands for the API of a forge: answers over TLS what was recorded of one, and remembers. */
final class LiveForge implements AutoCloseable {
  private static final Path ANSWERS = Path.of("../gitsync/src/test/resources/forge");
  private static final String CREATION = "created-201.http";
  private static final String PASSWORD = "changeit";
  private static final int OK = 200;
  private static final int CREATED = 201;

  /** What differs between the forges. */
  enum Kind {
    GITHUB("github", "/api/v3/repos/shop/config/pulls", "body", "head", "base"),
    GITLAB(
        "gitlab",
        "/api/v4/projects/shop%2Fconfig/merge_requests",
        "description",
        "source_branch",
        "target_branch");

    private final String provider;
    private final String requests;
    private final String text;
    private final String branch;
    private final String target;

    Kind(String provider, String requests, String text, String branch, String target) {
      this.provider = provider;
      this.requests = requests;
      this.text = text;
      this.branch = branch;
      this.target = target;
    }

    /** As {@code spec.writeBack.provider} spells it. */
    String provider() {
      return provider;
    }

    /** Path of the collection of requests. */
    String requests() {
      return requests;
    }
  }

  /** One request to it, without its query. */
  record Asked(String line, String authorization, JsonNode body) {}

  private final Kind kind;
  private final HttpsServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  private LiveForge(Kind kind, HttpsServer server) {
    this.kind = kind;
    this.server = server;
  }

  /** Listens on loopback with a certificate of this authority. */
  static LiveForge start(Kind kind, TestCertificates authority) {
    try {
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(authority.server()));
      LiveForge forge = new LiveForge(kind, server);
      server.createContext("/", forge::handle);
      server.start();
      return forge;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Flags for a JVM that is to trust an authority and no other. */
  static String[] trusting(TestCertificates authority, Path folder) {
    try (var pem =
        new ByteArrayInputStream(authority.authority().getBytes(StandardCharsets.UTF_8))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      Path file = Files.createTempFile(folder, "trusted", ".p12").toAbsolutePath();
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, PASSWORD.toCharArray());
      }
      return new String[] {
        "-Djavax.net.ssl.trustStore=" + file, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD
      };
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As {@code spec.writeBack.apiURL}. */
  String apiUrl() {
    String root = kind.requests().substring(0, kind.requests().indexOf('/', "/api/".length()));
    return "https://localhost:" + server.getAddress().getPort() + root;
  }

  /** Everything that was asked so far. */
  List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** The text of a request to merge. */
  String text(Asked creation) {
    return creation.body().path(kind.text).asText();
  }

  /** {@code from into to}. */
  String branches(Asked creation) {
    return creation.body().path(kind.branch).asText()
        + " into "
        + creation.body().path(kind.target).asText();
  }

  /** The page that its answer names. */
  String page() {
    return Json.yaml(created())
        .getFirst()
        .path(kind == Kind.GITHUB ? "html_url" : "web_url")
        .asText();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean creation = exchange.getRequestMethod().equals("POST");
      asked.add(
          new Asked(
              exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              body.isEmpty() ? Json.object() : Json.yaml(body).getFirst()));
      byte[] answer = (creation ? created() : "[]").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(creation ? CREATED : OK, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /** The body of the recording, which follows its headers. */
  private String created() {
    try {
      String recording = Files.readString(ANSWERS.resolve(kind.provider()).resolve(CREATION));
      return recording.substring(recording.indexOf("\n\n") + 2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

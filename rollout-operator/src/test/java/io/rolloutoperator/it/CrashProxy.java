package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Stands between an operator and the API server, and ends the operator at one of its writes. */
final class CrashProxy implements AutoCloseable {
  private static final int BUFFER = 1 << 14;

  /** Headers that belong to one connection, or that the client sets by itself. */
  private static final Set<String> OF_CONNECTION =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "upgrade",
          "expect",
          // answers are handed on as they are
          "accept-encoding");

  /** On which side of the write the process ends. */
  enum Side {
    /** The API server never hears of it. */
    BEFORE,
    /** It is done, but its answer is lost. */
    AFTER
  }

  private record Trap(int writesLeft, Side side, Runnable kill) {}

  private final HttpServer server;
  private final AtomicReference<@Nullable Trap> trap = new AtomicReference<>();
  private @Nullable HttpClient client;
  private URI target = URI.create("https://unset");

  private CrashProxy(HttpServer server) {
    this.server = server;
  }

  static CrashProxy start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      CrashProxy proxy = new CrashProxy(server);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", proxy::handle);
      server.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A kubeconfig that leads here in place of where the given one leads. */
  Path inFrontOf(Path kubeconfig) {
    try {
      String text = Files.readString(kubeconfig);
      JsonNode cluster = Json.yaml(text).getFirst().at("/clusters/0/cluster");
      String address = cluster.path("server").asText();
      String authority = cluster.path("certificate-authority-data").asText();
      target = URI.create(address);
      client = HttpClient.newBuilder().sslContext(trusting(authority)).build();
      Path own = kubeconfig.resolveSibling(kubeconfig.getFileName() + "-proxied");
      String here = "http://127.0.0.1:" + server.getAddress().getPort();
      return Files.writeString(own, text.replace(address, here));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets the trap at the n-th write from now on, the first one being 1. */
  void arm(int write, Side side, Runnable kill) {
    trap.set(new Trap(write, side, kill));
  }

  /** Takes the trap away. */
  void disarm() {
    trap.set(null);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Trap sprung = isWrite(exchange) ? next() : null;
      if (sprung != null && sprung.side() == Side.BEFORE) {
        sprung.kill().run();
        return;
      }
      HttpResponse<InputStream> answer = forward(exchange, body);
      if (sprung != null) {
        answer.body().close();
        sprung.kill().run();
        return;
      }
      hand(answer, exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isWrite(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    return !exchange.getRequestMethod().equals("GET")
        && !query.contains("dryRun=All")
        && !path.contains("/events")
        && !path.contains("/leases");
  }

  /** Counts a write; the trap if it is this one's turn. */
  private @Nullable Trap next() {
    Trap before =
        trap.getAndUpdate(
            set ->
                set == null || set.writesLeft() == 1
                    ? null
                    : new Trap(set.writesLeft() - 1, set.side(), set.kill()));
    return before != null && before.writesLeft() == 1 ? before : null;
  }

  private HttpResponse<InputStream> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    HttpClient open = client;
    if (open == null) {
      throw new IllegalStateException("in front of nothing");
    }
    return open.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /** Each piece goes on at once: a watch never ends. */
  private static void hand(HttpResponse<InputStream> answer, HttpExchange exchange)
      throws IOException {
    answer
        .headers()
        .firstValue("content-type")
        .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
    exchange.sendResponseHeaders(answer.statusCode(), 0);
    try (InputStream in = answer.body();
        OutputStream out = exchange.getResponseBody()) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    }
  }

  private static SSLContext trusting(String authority) throws IOException {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "authority",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(Base64.getDecoder().decode(authority))));
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

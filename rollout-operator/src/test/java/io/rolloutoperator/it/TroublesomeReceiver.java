package io.rolloutoperator.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Receivers of notifications on one port of this machine, each with a path of its own. */
final class TroublesomeReceiver implements AutoCloseable {
  private static final int PIECE = 64 * 1024;

  /**
   * A request that has arrived.
   *
   * @param at when all of it was here
   */
  record Request(Instant at, String key, String body) {}

  /** What a request is answered with. */
  interface Reply {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Queue<Reply>> replies = new ConcurrentHashMap<>();
  private final Map<String, List<Request>> requests = new ConcurrentHashMap<>();

  private TroublesomeReceiver(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  /** On a free port. */
  static TroublesomeReceiver open() {
    return openAt(0);
  }

  /** On this port, which is free. */
  static TroublesomeReceiver openAt(int port) {
    try {
      return new TroublesomeReceiver(HttpServer.create(loopback(port), 0), "http://127.0.0.1:");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By TLS; those who contact it know it as {@code localhost}. */
  static TroublesomeReceiver openTls(SSLContext certificate) {
    try {
      HttpsServer server = HttpsServer.create(loopback(0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(certificate));
      return new TroublesomeReceiver(server, "https://localhost:");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Answers the first requests at a path so, and those after them with 200. */
  TroublesomeReceiver at(String path, Reply... first) {
    replies.put(path, new ConcurrentLinkedQueue<>(Arrays.asList(first)));
    return this;
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url(String path) {
    return scheme + port() + path;
  }

  /** What has arrived at a path, in its order. */
  List<Request> got(String path) {
    return List.copyOf(requests.getOrDefault(path, List.of()));
  }

  /** An answer without headers. */
  static Reply answer(int status, String body) {
    return answer(status, Map.of(), body);
  }

  static Reply answer(int status, Map<String, String> headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return exchange -> {
      headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** Answers nothing until the latch opens, and 200 then. */
  static Reply heldUntil(CountDownLatch latch) {
    return exchange -> {
      latch.await();
      exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, -1);
    };
  }

  /** Answers with a body that has no end. */
  static Reply endless(int status) {
    return exchange -> {
      exchange.sendResponseHeaders(status, 0);
      byte[] piece = "x".repeat(PIECE).getBytes(StandardCharsets.US_ASCII);
      try (OutputStream out = exchange.getResponseBody()) {
        while (true) {
          out.write(piece);
        }
      }
    };
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String key =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key")).orElse("");
      Reply reply =
          Optional.ofNullable(replies.get(path))
              .map(Queue::poll)
              .orElse(answer(HttpURLConnection.HTTP_OK, ""));
      requests
          .computeIfAbsent(path, _ -> new CopyOnWriteArrayList<>())
          .add(new Request(Instant.now(), key, body));
      reply.to(exchange);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

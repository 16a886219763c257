package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Takes notifications by HTTP on this machine, or refuses them for a while. */
final class ScriptedReceiver implements AutoCloseable {

  /** One request that was taken. */
  record Received(String path, String key, String body) {
    JsonNode json() {
      return Json.parse(body);
    }
  }

  private final HttpServer server;
  private final List<Received> taken = new CopyOnWriteArrayList<>();
  private final List<Received> refused = new CopyOnWriteArrayList<>();
  private volatile int status = HttpURLConnection.HTTP_OK;

  private ScriptedReceiver(HttpServer server) {
    this.server = server;
  }

  static ScriptedReceiver open() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ScriptedReceiver receiver = new ScriptedReceiver(server);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", receiver::answer);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** From now on every request is answered with this status. */
  void answers(int next) {
    status = next;
  }

  /** What was answered with 200, in its order. */
  List<Received> taken() {
    return List.copyOf(taken);
  }

  /** What was answered otherwise. */
  List<Received> refused() {
    return List.copyOf(refused);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
      Received received =
          new Received(
              exchange.getRequestURI().getPath(),
              key == null ? "" : key,
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      int now = status;
      try {
        exchange.sendResponseHeaders(now, -1);
      } finally {
        // Not before: a test that has seen it may close this receiver, and the sender would not
        // learn that it was taken.
        (now == HttpURLConnection.HTTP_OK ? taken : refused).add(received);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

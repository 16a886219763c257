package io.rolloutoperator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes alerts by HTTP, as a receiver of the user's would. */
final class AlertReceiver implements AutoCloseable {

  private static final String PATH = "/alerts";

  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();

  /** An alert and when it came. */
  record Received(Instant at, JsonNode alert) {}

  private AlertReceiver(HttpServer server) {
    this.server = server;
  }

  /** Starts it on a free port of this machine alone. */
  static AlertReceiver start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      AlertReceiver receiver = new AlertReceiver(server);
      server.createContext(PATH, receiver::take);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  /** Where alerts are to be sent. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  /** The operator's flags that make it tell this receiver. */
  String[] flags() {
    return new String[] {"--alerts-webhook=" + address(), "--insecure-allow-loopback-metrics"};
  }

  /** The first alert of a trigger. */
  Optional<Received> first(String trigger) {
    return received.stream()
        .filter(each -> each.alert().path("trigger").asText().equals(trigger))
        .findFirst();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      Instant now = Instant.now();
      byte[] body = exchange.getRequestBody().readAllBytes();
      received.add(new Received(now, Json.parse(new String(body, StandardCharsets.UTF_8))));
      exchange.sendResponseHeaders(HttpURLConnection.HTTP_NO_CONTENT, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package io.rolloutoperator.kube.analysisrun;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A JSON endpoint over real HTTP that remembers when it was asked, path by path. */
public final class MetricEndpoint implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, List<Long>> asked = new ConcurrentHashMap<>();
  private final Map<String, String> authorizations = new ConcurrentHashMap<>();

  private MetricEndpoint(HttpServer server) {
    this.server = server;
  }

  /** Listens on a port of this machine. */
  public static MetricEndpoint open() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      MetricEndpoint endpoint = new MetricEndpoint(server);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", endpoint::answer);
      server.start();
      return endpoint;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A path {@code /NAME/VALUE} answers {@code {"value": VALUE}}. */
  public String url(String name, String value) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name + "/" + value;
  }

  /** When the metric of this name was asked for, by {@link System#nanoTime}. */
  public List<Long> asked(String name) {
    return asked.getOrDefault(name, List.of());
  }

  /** The last Authorization header that came with the metric's requests. */
  public String authorization(String name) {
    return authorizations.getOrDefault(name, "");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    asked.computeIfAbsent(path[1], _ -> new CopyOnWriteArrayList<>()).add(System.nanoTime());
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization != null) {
      authorizations.put(path[1], authorization);
    }
    byte[] body = ("{\"value\": " + path[2] + "}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

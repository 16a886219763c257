package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.fence.LeaseFence;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP server on loopback that answers GET from what it was given and notes every write, which
 * it answers with version 100.
 */
final class LoopbackApi implements AutoCloseable {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** A request that was to change something. */
  record Write(String method, String path, String contentType, JsonNode body) {}

  private final Map<String, JsonNode> objects = new ConcurrentHashMap<>();
  private final List<Write> writes = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ApiClients clients;

  LoopbackApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .build();
    clients =
        ApiClients.open(
            config, "test", LeaseFence.unfenced("test"), (_, _) -> {}, Optional.empty());
  }

  /** From here on a GET of this path answers with this object. */
  LoopbackApi holds(String path, String yaml) {
    objects.put(path, yaml(yaml));
    return this;
  }

  ObjectApi api() {
    return new ObjectApi(clients);
  }

  List<Write> writes() {
    return writes;
  }

  static JsonNode yaml(String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().toString();
      String method = exchange.getRequestMethod();
      if (method.equals("GET")) {
        JsonNode object = objects.get(path);
        answer(
            exchange,
            object == null ? 404 : 200,
            object == null ? "{kind: Status, code: 404, reason: NotFound}" : object.toString());
        return;
      }
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      writes.add(new Write(method, path, type, yaml(request)));
      answer(exchange, 200, "{metadata: {resourceVersion: '100'}}");
    }
  }

  private static void answer(HttpExchange exchange, int status, String yaml) throws IOException {
    byte[] body = yaml(yaml).toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    clients.close();
    server.stop(0);
  }
}

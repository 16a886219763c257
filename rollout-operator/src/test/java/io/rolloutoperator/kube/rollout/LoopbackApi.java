package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.fence.LeaseFence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP server on loopback that answers GET from what it was given and notes every write, which
 * it answers with version 100, unless it was told what to answer next.
 */
public final class LoopbackApi implements AutoCloseable {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** A request that was to change something. */
  public record Write(String method, String path, String contentType, JsonNode body) {}

  /** An answer that it was told to give. */
  public sealed interface Reply {

    /** A Status of the API server. */
    record Status(int code, String reason, String message) implements Reply {}

    /** The same, which asks for this patience. */
    record RetryAfter(int seconds) implements Reply {}

    /** None: the connection ends. */
    record Cut() implements Reply {}
  }

  private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> objects = new ConcurrentHashMap<>();
  private final List<Write> writes = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> users = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ApiClients clients;

  /** Answers from now on; a test has it in a field with {@code @AutoClose}. */
  public LoopbackApi() {
    server = server();
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

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From here on a GET of this path answers with this object. */
  public LoopbackApi holds(String path, String yaml) {
    objects.put(path, yaml(yaml));
    return this;
  }

  /** From here on a GET of this path answers that there is no such object. */
  public LoopbackApi lacks(String path) {
    objects.remove(path);
    return this;
  }

  /** The next request of that method and path is answered so; several take turns. */
  public LoopbackApi next(String method, String path, Reply reply) {
    replies.computeIfAbsent(method + " " + path, _ -> new ConcurrentLinkedDeque<>()).add(reply);
    return this;
  }

  public ObjectApi api() {
    return new ObjectApi(clients);
  }

  public ApiClients clients() {
    return clients;
  }

  /** As whom each request was made, in order; empty for the client's own rights. */
  public List<String> users() {
    return users;
  }

  public List<Write> writes() {
    return writes;
  }

  /** Method and path of everything that it was asked. */
  public List<String> requests() {
    return requests;
  }

  public static JsonNode yaml(String text) {
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
      requests.add(method + " " + path);
      users.add(
          Objects.requireNonNullElse(
              exchange.getRequestHeaders().getFirst("Impersonate-User"), ""));
      if (!method.equals("GET")) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        writes.add(new Write(method, path, type, yaml(request)));
      }
      Deque<Reply> told = replies.get(method + " " + path);
      Reply reply = told == null ? null : told.poll();
      if (reply != null) {
        answer(exchange, reply);
        return;
      }
      if (method.equals("GET")) {
        JsonNode object = objects.get(path);
        answer(
            exchange,
            object == null ? 404 : 200,
            object == null ? "{kind: Status, code: 404, reason: NotFound}" : object.toString());
        return;
      }
      answer(exchange, 200, "{metadata: {resourceVersion: '100'}}");
    }
  }

  private static void answer(HttpExchange exchange, Reply reply) throws IOException {
    switch (reply) {
      case Reply.Status(int code, String reason, String message) ->
          answer(
              exchange,
              code,
              "{kind: Status, reason: %s, message: %s}"
                  .formatted(reason, TextNode.valueOf(message)));
      case Reply.RetryAfter(int seconds) -> {
        exchange.getResponseHeaders().set("Retry-After", Integer.toString(seconds));
        answer(exchange, 429, "{kind: Status, reason: TooManyRequests}");
      }
      case Reply.Cut() -> {
        // Closed without an answer.
      }
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

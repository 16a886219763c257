package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slack's {@code chat.postMessage} and {@code chat.update} on this machine. Messages are numbered;
 * a change of one that is not there is refused as Slack refuses it.
 */
final class SlackLikeServer implements AutoCloseable {

  static final String CHANNEL = "C042";

  /** One call that was taken. */
  record Call(String method, JsonNode body) {
    String text(String field) {
      return body.path(field).asText();
    }
  }

  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Set<String> messages = ConcurrentHashMap.newKeySet();
  private final AtomicInteger number = new AtomicInteger();

  private SlackLikeServer(HttpServer server) {
    this.server = server;
  }

  static SlackLikeServer open() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      SlackLikeServer slack = new SlackLikeServer(server);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/api/", slack::answer);
      server.start();
      return slack;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code apiURL} of the service must be. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api";
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Somebody deletes all messages. */
  void deleteMessages() {
    messages.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      JsonNode body =
          Json.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] answer =
          answer(path.substring(path.lastIndexOf('/') + 1), body)
              .toString()
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private ObjectNode answer(String method, JsonNode body) {
    String known = body.path("ts").asText(body.path("thread_ts").asText(""));
    if (!known.isEmpty() && !messages.contains(known)) {
      return Json.object().put("ok", false).put("error", "message_not_found");
    }
    calls.add(new Call(method, body));
    String ts = method.equals("chat.update") ? known : number.incrementAndGet() + ".000";
    messages.add(ts);
    return Json.object().put("ok", true).put("channel", CHANNEL).put("ts", ts);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slack's {@code chat.postMessage}, {@code chat.update} and {@code users.lookupByEmail} on this
 * machine. Messages are numbered; a change of one that is not there is refused as Slack refuses it.
 * One person is known.
 */
final class SlackLikeServer implements AutoCloseable {

  static final String CHANNEL = "C042";
  static final String PERSON = "on-call@example.com";
  static final String PERSON_ID = "U042";

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
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      ObjectNode said =
          body.isEmpty()
              ? person(exchange.getRequestURI())
              : answer(path.substring(path.lastIndexOf('/') + 1), Json.parse(body));
      byte[] answer = said.toString().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static ObjectNode person(URI question) {
    ObjectNode answer = Json.object();
    if (!question.getPath().endsWith("/users.lookupByEmail")
        || !question.getQuery().equals("email=" + PERSON)) {
      return answer.put("ok", false).put("error", "users_not_found");
    }
    answer.put("ok", true).putObject("user").put("id", PERSON_ID);
    return answer;
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

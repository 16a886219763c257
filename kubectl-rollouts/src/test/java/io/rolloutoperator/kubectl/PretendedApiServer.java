package io.rolloutoperator.kubectl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rolloutoperator.kubectl.json.Json;
import io.rolloutoperator.kubectl.view.At;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Serves the objects of a world and writes down what it is asked. It changes nothing; a watch is
 * told what the test says.
 */
public final class PretendedApiServer implements AutoCloseable {

  private final HttpServer server;
  private final World world;
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Deque<Answer>> prepared = new ConcurrentHashMap<>();
  private final Map<String, Answer> always = new ConcurrentHashMap<>();
  private final List<String> watched = Collections.synchronizedList(new ArrayList<>());
  private final List<Watch> watches = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** A watch that stands; an empty change ends it. */
  private record Watch(String path, BlockingQueue<String> changes) {}

  /** An answer that stands for the usual one. */
  private record Answer(int status, String body) {}

  public PretendedApiServer(World world) {
    this.world = world;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** One refusal of the next request of this method to a path that ends so. */
  public PretendedApiServer refuseOnce(
      String method, String pathEnd, int status, String reason, String message) {
    prepared
        .computeIfAbsent(method + " " + pathEnd, key -> new ArrayDeque<>())
        .add(new Answer(status, status(status, reason, message)));
    return this;
  }

  /** Refuses all requests of this method to a path that ends so. */
  public PretendedApiServer refuse(
      String method, String pathEnd, int status, String reason, String message) {
    always.put(method + " " + pathEnd, new Answer(status, status(status, reason, message)));
    return this;
  }

  /** Refuses nothing any more. */
  public void relent() {
    always.clear();
  }

  /** Answers with something that is no Status. */
  public PretendedApiServer answer(String method, String pathEnd, int status, String body) {
    always.put(method + " " + pathEnd, new Answer(status, body));
    return this;
  }

  /** Requests in their order: method, target, type and body, then the status of the answer. */
  public List<String> log() {
    return List.copyOf(log);
  }

  /** Tells the watches of its kind of a change. */
  public void changed(String type, JsonNode object) {
    ObjectNode change = JsonNodeFactory.instance.objectNode().put("type", type);
    change.set("object", object);
    String plural = "/" + At.text(object, "kind").toLowerCase(Locale.ROOT) + "s";
    watches.stream()
        .filter(watch -> watch.path().endsWith(plural))
        .forEach(watch -> watch.changes().add(Json.compact(change)));
  }

  /** Ends all watches, as API servers do every few minutes. */
  public void endWatches() {
    watches.forEach(watch -> watch.changes().add(""));
  }

  /** Requests for watches in their order. */
  public List<String> watched() {
    return List.copyOf(watched);
  }

  /** How many watches stand. */
  public int watches() {
    return watches.size();
  }

  /** A watch that is refused is answered as any request. */
  private boolean isWatch(URI target) {
    return String.valueOf(target.getQuery()).contains("watch=true")
        && always.keySet().stream().noneMatch(key -> matches(key, "GET", target.getPath()));
  }

  private void watch(HttpExchange exchange) throws IOException {
    BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    watched.add("GET " + decoded(exchange) + " -> 200");
    Watch watch = new Watch(exchange.getRequestURI().getPath(), changes);
    watches.add(watch);
    try (exchange) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().flush();
      for (String change = changes.take(); !change.isEmpty(); change = changes.take()) {
        exchange.getResponseBody().write(change.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      watches.remove(watch);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (isWatch(exchange.getRequestURI())) {
      watch(exchange);
      return;
    }
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    Answer answer = answer(exchange.getRequestMethod(), path, body);
    String sent =
        body.isEmpty()
            ? ""
            : " " + exchange.getRequestHeaders().getFirst("Content-Type") + "\n    " + body;
    log.add(
        "%s %s%s -> %d"
            .formatted(exchange.getRequestMethod(), decoded(exchange), sent, answer.status()));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String decoded(HttpExchange exchange) {
    return URLDecoder.decode(exchange.getRequestURI().toString(), StandardCharsets.UTF_8);
  }

  private Answer answer(String method, String path, String body) throws IOException {
    for (var entry : prepared.entrySet()) {
      if (matches(entry.getKey(), method, path) && !entry.getValue().isEmpty()) {
        return entry.getValue().poll();
      }
    }
    for (var entry : always.entrySet()) {
      if (matches(entry.getKey(), method, path)) {
        return entry.getValue();
      }
    }
    return method.equals("POST") ? new Answer(201, created(body)) : usual(path);
  }

  private static boolean matches(String key, String method, String path) {
    int space = key.indexOf(' ');
    return method.equals(key.substring(0, space)) && path.endsWith(key.substring(space + 1));
  }

  /** A name that the server makes up is always the same here. */
  private static String created(String body) throws IOException {
    ObjectNode tree = (ObjectNode) Json.read(body);
    String prefix = At.text(tree, "metadata", "generateName");
    if (!prefix.isEmpty()) {
      ((ObjectNode) tree.path("metadata")).put("name", prefix + "abcde");
    }
    return Json.compact(tree);
  }

  /** {@code …/namespaces/NS/PLURAL[/NAME[/status]]}, or {@code …/PLURAL} for all namespaces. */
  private Answer usual(String path) {
    List<String> parts = new ArrayList<>(List.of(path.split("/", -1)));
    int namespaces = parts.indexOf("namespaces");
    int plural = namespaces < 0 ? (parts.get(1).equals("api") ? 3 : 4) : namespaces + 2;
    String kind = singular(parts.get(plural));
    String namespace = namespaces < 0 ? "" : parts.get(namespaces + 1);
    List<JsonNode> objects =
        world.all().stream().filter(o -> isOf(kind, o) && isIn(namespace, o)).toList();
    if (parts.size() == plural + 1) {
      return new Answer(200, list(objects));
    }
    String name = parts.get(plural + 1);
    return objects.stream()
        .filter(object -> At.name(object).equals(name))
        .findFirst()
        .map(object -> new Answer(200, Json.compact(object)))
        .orElseGet(() -> missing(parts, plural, name));
  }

  private static Answer missing(List<String> parts, int plural, String name) {
    boolean core = parts.get(1).equals("api");
    String resource = parts.get(plural) + (core ? "" : "." + parts.get(2));
    return new Answer(
        404, status(404, "NotFound", "%s \"%s\" not found".formatted(resource, name)));
  }

  private static boolean isOf(String kind, JsonNode object) {
    return At.text(object, "kind").toLowerCase(Locale.ROOT).equals(kind);
  }

  /** What says no namespace is in all of them. */
  private static boolean isIn(String namespace, JsonNode object) {
    return namespace.isEmpty() || List.of("", namespace).contains(At.namespace(object));
  }

  private static String singular(String plural) {
    return plural.substring(0, plural.length() - 1);
  }

  private static String list(List<JsonNode> objects) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.putObject("metadata").put("resourceVersion", "100");
    ArrayNode items = list.putArray("items");
    objects.forEach(items::add);
    return Json.compact(list);
  }

  private static String status(int code, String reason, String message) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("status", "Failure").put("message", message);
    status.put("reason", reason).put("code", code);
    status.putObject("details").put("name", "shop");
    return Json.compact(status);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

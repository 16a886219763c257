package io.rolloutoperator.kube.lease;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An API server that knows one Lease, with optimistic locking and without watches. */
public final class LeaseHttpServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private @Nullable ObjectNode lease;
  private int version = 100;
  private volatile int failure;

  /** Starts on a free port of the loopback interface. */
  public LeaseHttpServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** A client configuration for this server. */
  public Config config() {
    return new ConfigBuilder(Config.empty()).withMasterUrl(url()).build();
  }

  /** The server's URL. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Method and path of every request that was no watch. */
  public List<String> requests() {
    return requests;
  }

  /** From now on every request fails like this; 0: none. */
  public void failWith(int status) {
    failure = status;
  }

  /** Who holds the lease; empty if nobody or if there is none. */
  public synchronized String holder() {
    return lease == null ? "" : lease.path("spec").path("holderIdentity").asText();
  }

  /** Somebody else takes the lease. */
  public synchronized void steal(String holder) {
    if (lease == null) {
      throw new IllegalStateException("no lease");
    }
    ((ObjectNode) lease.path("spec")).put("holderIdentity", holder);
    ((ObjectNode) lease.path("metadata")).put("resourceVersion", Integer.toString(++version));
  }

  private synchronized void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String uri = exchange.getRequestURI().toString();
      if (uri.contains("watch=true")) {
        answer(exchange, 403, status("Forbidden", 403));
        return;
      }
      requests.add(exchange.getRequestMethod() + " " + uri);
      if (failure != 0) {
        answer(exchange, failure, status("InternalError", failure));
        return;
      }
      switch (exchange.getRequestMethod()) {
        case "GET" ->
            answer(
                exchange,
                lease == null ? 404 : 200,
                lease == null ? status("NotFound", 404) : lease);
        case "POST" -> create(exchange, (ObjectNode) JSON.readTree(body));
        case "PUT" -> replace(exchange, (ObjectNode) JSON.readTree(body));
        default -> answer(exchange, 405, status("MethodNotAllowed", 405));
      }
    }
  }

  private void create(HttpExchange exchange, ObjectNode object) throws IOException {
    if (lease != null) {
      answer(exchange, 409, status("AlreadyExists", 409));
      return;
    }
    store(exchange, 201, object);
  }

  private void replace(HttpExchange exchange, ObjectNode object) throws IOException {
    ObjectNode existing = lease;
    if (existing == null) {
      answer(exchange, 404, status("NotFound", 404));
      return;
    }
    boolean current =
        object
            .path("metadata")
            .path("resourceVersion")
            .equals(existing.path("metadata").path("resourceVersion"));
    if (!current) {
      answer(exchange, 409, status("Conflict", 409));
      return;
    }
    store(exchange, 200, object);
  }

  private void store(HttpExchange exchange, int code, ObjectNode object) throws IOException {
    ((ObjectNode) object.path("metadata")).put("resourceVersion", Integer.toString(++version));
    lease = object;
    answer(exchange, code, object);
  }

  private static ObjectNode status(String reason, int code) {
    return JSON.createObjectNode()
        .put("kind", "Status")
        .put("apiVersion", "v1")
        .put("status", "Failure")
        .put("reason", reason)
        .put("message", reason + " by the test")
        .put("code", code);
  }

  private static void answer(HttpExchange exchange, int code, ObjectNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

package io.rolloutoperator.testkit.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.training.HttpConnection.Request;
import io.rolloutoperator.testkit.training.ObjectStore.Change;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * Answers as an API server does, from memory: lists, watches, writes with versions. It validates
 * nothing, defaults nothing and honours no selector; tests belong on a real one.
 */
final class PretendedApiServer implements AutoCloseable {
  private final SSLServerSocket socket;
  private final ObjectStore store;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private PretendedApiServer(SSLServerSocket socket, ObjectStore store) {
    this.socket = socket;
    this.store = store;
  }

  /**
   * Serves the store over TLS on a free port of the loopback interface, and asks for a client's
   * certificate, which it does not need.
   */
  static PretendedApiServer start(SSLContext tls, ObjectStore store) throws IOException {
    SSLServerSocket socket =
        (SSLServerSocket)
            tls.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    socket.setWantClientAuth(true);
    PretendedApiServer server = new PretendedApiServer(socket, store);
    server.threads.execute(server::accept);
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        threads.execute(() -> serve(connection));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      HttpConnection connection = new HttpConnection(socket);
      for (Request request = connection.next(); request != null; request = connection.next()) {
        if (request.asksForWebSocket()) {
          connection.upgrade(request);
          watch(connection, request);
          return;
        }
        answer(connection, request);
      }
    } catch (IOException e) {
      // The client went away, as clients of watches do.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch(HttpConnection connection, Request request)
      throws IOException, InterruptedException {
    RequestPath watched = RequestPath.of(request.path());
    long seen = version(request.query());
    int known = 0;
    while (!socket.isClosed()) {
      List<Change> changes = store.changes(known);
      known += changes.size();
      for (Change change : changes) {
        if (change.version() > seen && change.collection().resource().equals(watched.resource())) {
          connection.send(change.line());
        }
      }
    }
  }

  private static long version(String query) {
    for (String parameter : query.split("&", -1)) {
      if (parameter.startsWith("resourceVersion=")) {
        return Long.parseLong(parameter.substring("resourceVersion=".length()));
      }
    }
    return 0;
  }

  private void answer(HttpConnection connection, Request request) throws IOException {
    if (ServedKinds.asked(request.path())) {
      send(connection, ServedKinds.find(request.path()));
      return;
    }
    RequestPath path = RequestPath.of(request.path());
    switch (request.method()) {
      case "GET" -> read(connection, path);
      case "POST" -> {
        JsonNode object = Json.parse(request.body());
        boolean dry = request.query().contains("dryRun=");
        connection.answer(201, (dry ? object : store.create(path, object)).toString());
      }
      case "PUT", "PATCH" -> write(connection, path, request);
      case "DELETE" -> {
        store.delete(path);
        connection.answer(200, status("Success", 200).toString());
      }
      default -> connection.answer(405, status("Failure", 405).toString());
    }
  }

  private void read(HttpConnection connection, RequestPath path) throws IOException {
    if (path.name().isEmpty()) {
      ObjectNode list = Json.object().put("apiVersion", "v1").put("kind", "List");
      list.putObject("metadata").put("resourceVersion", Long.toString(store.version()));
      list.putArray("items").addAll(store.list(path));
      connection.answer(200, list.toString());
      return;
    }
    send(connection, store.get(path.key()));
  }

  private static void send(HttpConnection connection, @Nullable ObjectNode object)
      throws IOException {
    if (object == null) {
      connection.answer(404, status("Failure", 404).toString());
    } else {
      connection.answer(200, object.toString());
    }
  }

  private void write(HttpConnection connection, RequestPath path, Request request)
      throws IOException {
    ObjectNode before = store.get(path.key());
    if (before == null) {
      connection.answer(404, status("Failure", 404).toString());
      return;
    }
    JsonNode body = Json.parse(request.body());
    ObjectNode after = request.method().equals("PUT") ? (ObjectNode) body : before.deepCopy();
    if (request.method().equals("PATCH")) {
      merge(after, body);
    }
    connection.answer(200, store.update(path, after).toString());
  }

  /** RFC 7386. */
  static void merge(ObjectNode target, JsonNode patch) {
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      JsonNode value = field.getValue();
      if (value.isNull()) {
        target.remove(field.getKey());
      } else if (value.isObject()) {
        merge(target.withObjectProperty(field.getKey()), value);
      } else {
        target.set(field.getKey(), value);
      }
    }
  }

  private static ObjectNode status(String status, int code) {
    return Json.object()
        .put("apiVersion", "v1")
        .put("kind", "Status")
        .put("status", status)
        .put("code", code);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}

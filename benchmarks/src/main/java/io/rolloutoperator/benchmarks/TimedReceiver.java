package io.rolloutoperator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Gets alerts by HTTP and knows when each arrived; answers at once, or never. */
final class TimedReceiver implements AutoCloseable {
  /** An address of the pods' range that the node agent does not give away. */
  static final String HOST = "10.244.250.2";

  private static final String ABORTED = "on-rollout-aborted";

  /**
   * An alert on an abort.
   *
   * @param key the same for every attempt of one notification
   * @param nanos {@link System#nanoTime} when its last byte was here
   */
  record Arrival(String key, String rollout, long nanos) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Arrival> aborts = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch mayAnswer;

  private TimedReceiver(HttpServer server, int silence) {
    this.server = server;
    this.mayAnswer = new CountDownLatch(silence);
  }

  /** One that answers 200 at once. */
  static TimedReceiver start() throws IOException {
    return start(0);
  }

  /** One that takes requests and answers none. */
  static TimedReceiver silent() throws IOException {
    return start(1);
  }

  private static TimedReceiver start(int silence) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(HOST, 0), 1_024);
    TimedReceiver receiver = new TimedReceiver(server, silence);
    server.setExecutor(receiver.threads);
    server.createContext("/", receiver::take);
    server.start();
    return receiver;
  }

  String url() {
    return "http://" + HOST + ":" + server.getAddress().getPort() + "/alerts";
  }

  /** The alerts on aborts so far, in the order of their arrival. */
  List<Arrival> aborts() {
    return List.copyOf(aborts);
  }

  /** How many requests were taken, answered or not. */
  int requests() {
    return requests.get();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      long nanos = System.nanoTime();
      requests.incrementAndGet();
      mayAnswer.await();
      exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, -1);
      JsonNode alert = Json.parse(body);
      if (alert.path("trigger").asText().equals(ABORTED)
          && alert.path("state").asText().equals("firing")) {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        aborts.add(new Arrival(key, alert.path("rollout").asText(), nanos));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

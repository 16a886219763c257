package io.rolloutoperator.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Answers every query with one number in Prometheus' format, and knows when it did: only the
 * answer's own moment tells how long the reaction took.
 */
final class MetricServer implements AutoCloseable {
  /** An address of the pods' range that the node agent does not give away. */
  private static final String HOST = "10.244.250.1";

  private final HttpServer server;
  private final BlockingQueue<Long> failures = new LinkedBlockingQueue<>();
  private volatile boolean failing;

  private MetricServer(HttpServer server) {
    this.server = server;
  }

  static MetricServer start() throws IOException {
    MetricServer metrics = new MetricServer(HttpServer.create(new InetSocketAddress(HOST, 0), 0));
    metrics.server.createContext("/", metrics::answer);
    metrics.server.start();
    return metrics;
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean fails = failing;
    byte[] body =
        """
        {"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[%d,"%s"]}]}}\
        """
            .formatted(System.currentTimeMillis() / 1000, fails ? "0.9" : "0")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
    if (fails) {
      failures.add(System.nanoTime());
    }
  }

  /** Returns the host to allow. */
  String host() {
    return HOST;
  }

  /** Returns a template that asks every second and fails at the first high share of errors. */
  String template(String name) {
    return template(name, "interval: 1s, successCondition: 'result[0] < 0.05'");
  }

  /**
   * Returns a template with one metric.
   *
   * @param fields of the metric in YAML's flow style, without braces
   */
  String template(String name, String fields) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: {name: %1$s}
    spec:
      metrics:
      - {name: errors, %2$s,
         provider: {prometheus: {address: "http://%3$s:%4$d", query: errors}}}
    ---
    """
        .formatted(name, fields, HOST, server.getAddress().getPort());
  }

  /**
   * Makes all answers fail and waits for the first.
   *
   * @return {@link System#nanoTime} when it had been written
   */
  long failNext() throws InterruptedException {
    failures.clear();
    failing = true;
    Long answered = failures.poll(30, TimeUnit.SECONDS);
    if (answered == null) {
      throw new IllegalStateException("nobody asked for the metric in 30 s");
    }
    return answered;
  }

  /** Makes all answers good again. */
  void succeed() {
    failing = false;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

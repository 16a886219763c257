package io.rolloutoperator.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The ports for kubelets and Prometheus. */
final class HttpEndpoints implements AutoCloseable {
  private static final int THREADS = 2;

  /** The answer of a health endpoint. */
  record Answer(boolean good, String text) {}

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().name("http-", 1).daemon().factory());
  private final HttpServer health;
  private final HttpServer metrics;

  private HttpEndpoints(HttpServer health, HttpServer metrics) {
    this.health = health;
    this.metrics = metrics;
    health.setExecutor(threads);
    metrics.setExecutor(threads);
  }

  /**
   * Opens both ports on all addresses.
   *
   * @param healthPort 0 for any, at most 65535
   * @param metricsPort 0 for any, at most 65535
   * @param readiness asked for each look at {@code /readyz}
   */
  static HttpEndpoints open(
      int healthPort, int metricsPort, PrometheusRegistry registry, Supplier<Answer> readiness) {
    HttpServer health = bind("--healthzPort", healthPort);
    HttpServer metrics;
    try {
      metrics = bind("--metricsPort", metricsPort);
    } catch (StartupException e) {
      health.stop(0);
      throw e;
    }
    HttpEndpoints endpoints = new HttpEndpoints(health, metrics);
    health.createContext(
        "/healthz", exchange -> answer(exchange, "/healthz", new Answer(true, "ok\n")));
    health.createContext("/readyz", exchange -> answer(exchange, "/readyz", readiness.get()));
    metrics.createContext("/metrics", new MetricsHandler(registry));
    health.start();
    metrics.start();
    return endpoints;
  }

  int healthPort() {
    return health.getAddress().getPort();
  }

  int metricsPort() {
    return metrics.getAddress().getPort();
  }

  @Override
  public void close() {
    health.stop(0);
    metrics.stop(0);
    threads.shutdownNow();
  }

  private static HttpServer bind(String flag, int port) {
    return opened(flag, port, number -> HttpServer.create(new InetSocketAddress(number), 0));
  }

  /** What opens a port. */
  @FunctionalInterface
  interface Opening<T> {
    T open(int port) throws IOException;
  }

  /**
   * Opens a port that a flag names.
   *
   * @throws StartupException if it is taken
   */
  static <T> T opened(String flag, int port, Opening<T> opening) {
    try {
      return opening.open(port);
    } catch (IOException e) {
      throw new StartupException(flag + " " + port + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static void answer(HttpExchange exchange, String path, Answer answer) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(path)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(answer.good() ? 200 : 503, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}

package io.rolloutoperator.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Speaks Prometheus' HTTP API, answers each query by its script, and counts the questions. */
final class ScriptedPrometheus implements AutoCloseable {
  /** Answer of a server that is broken. */
  static final String BROKEN = "broken";

  private final HttpServer server;
  private final Map<String, IntFunction<String>> scripts = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

  private ScriptedPrometheus(HttpServer server) {
    this.server = server;
  }

  static ScriptedPrometheus open() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ScriptedPrometheus prometheus = new ScriptedPrometheus(server);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/api/v1/query", prometheus::answer);
      server.start();
      return prometheus;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers a query with these values in turn, and with the last one from then on. */
  void answers(String query, String... values) {
    answers(query, ordinal -> values[Math.min(ordinal, values.length) - 1]);
  }

  /** Answers the questions of a query by their number, from 1. */
  void answers(String query, IntFunction<String> script) {
    scripts.put(query, script);
  }

  /** Returns how often a query was asked. */
  int asked(String query) {
    return count(query).get();
  }

  private AtomicInteger count(String query) {
    return asked.computeIfAbsent(query, _ -> new AtomicInteger());
  }

  /**
   * Applies an AnalysisTemplate of one metric, {@code m}, whose query has the template's name: good
   * from 0.95 on, bad below 0.9, inconclusive between.
   *
   * @param fields of the metric in YAML's flow style, without braces
   */
  void template(TestNamespace namespace, String name, String fields) {
    namespace.apply(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: {name: %1$s}
        spec:
          metrics:
          - {name: m, successCondition: "result[0] >= 0.95", failureCondition: "result[0] < 0.9",
             %2$s, provider: {prometheus: {address: "http://127.0.0.1:%3$d", query: %1$s}}}
        """
            .formatted(name, fields, server.getAddress().getPort()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String form =
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
            .replaceAll("^(.*&)?query=([^&]*).*$", "$2");
    String query = URLDecoder.decode(form, StandardCharsets.UTF_8);
    String value = scripts.getOrDefault(query, _ -> BROKEN).apply(count(query).incrementAndGet());
    byte[] body =
        """
        {"status": "success", "data": {"resultType": "vector",
         "result": [{"metric": {}, "value": [1700000000, "%s"]}]}}
        """
            .formatted(value)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(value.equals(BROKEN) ? 500 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package io.rolloutoperator.testkit.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A service as users have them, small enough that hundreds run in one JVM.
 *
 * <table>
 * <caption>Paths</caption>
 * <tr><td>{@code /healthz}</td><td>200 when started, 503 before and while it drains</td></tr>
 * <tr><td>{@code /metrics}</td><td>{@code http_requests_total} and {@code http_request_duration_seconds}</td></tr>
 * <tr><td>{@code /control}</td><td>GET tells the settings; PUT with a query such as {@code ?errorRate=0.2&latencyMedian=20ms}
 * changes them from the next request on</td></tr>
 * <tr><td>all else</td><td>the version, as body and as header {@value #VERSION_HEADER}; 500 by the error rate</td></tr>
 * </table>
 */
public final class SampleApp implements AutoCloseable {

  public static final String VERSION_HEADER = "X-App-Version";

  static {
    // Otherwise Nagle's algorithm and delayed acknowledgements add 40 ms to answers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private volatile SampleSettings settings;
  private final SampleMetrics metrics = new SampleMetrics();
  private final Chance chance;
  private final long started = System.nanoTime();
  private volatile boolean draining;

  private SampleApp(SampleSettings settings, long seed, InetSocketAddress address)
      throws IOException {
    this.settings = settings;
    chance = new Chance(seed);
    server = HttpServer.create(address, 1024);
    server.setExecutor(workers);
    server.createContext("/", this::serve);
    server.createContext("/healthz", text(this::health));
    server.createContext("/control", text(this::control));
    server.createContext("/metrics", this::metrics);
  }

  /**
   * Starts an instance that listens on the address when this returns.
   *
   * @param seed of the dice that pick errors and latencies
   * @throws IOException if the address cannot be bound
   */
  public static SampleApp start(SampleSettings settings, long seed, InetSocketAddress address)
      throws IOException {
    SampleApp app = new SampleApp(settings, seed, address);
    app.server.start();
    return app;
  }

  /** Where it listens; useful when port 0 was asked for. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  public SampleSettings settings() {
    return settings;
  }

  /** Changes what the app does from the next request on. */
  public synchronized void change(SampleSettings changed) {
    settings = changed;
  }

  /**
   * Ends gracefully, as a pod should on SIGTERM: not ready at once, serving for the time of {@link
   * SampleSettings#drain()} while routers take the address out and asking clients to reconnect,
   * then closed, with up to five seconds for the answers under way.
   */
  public void drain() throws InterruptedException {
    draining = true;
    Thread.sleep(settings.drain());
    server.stop(5);
    workers.close();
  }

  /** Ends at once, as a killed process does. */
  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    long began = System.nanoTime();
    SampleSettings now = settings;
    delay(now);
    int code = chance.uniform() < now.errorRate() ? 500 : 200;
    exchange.getResponseHeaders().set(VERSION_HEADER, now.version());
    answer(exchange, code, "text/plain", (now.version() + "\n").getBytes(StandardCharsets.UTF_8));
    metrics.answered(now.version(), code, Duration.ofNanos(System.nanoTime() - began));
  }

  private void delay(SampleSettings now) {
    Duration delay = now.latency().at(chance.normal());
    if (delay.isZero()) {
      return;
    }
    try {
      Thread.sleep(Duration.ofNanos(Math.round(delay.toNanos() * slowness(now))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private double slowness(SampleSettings now) {
    double left =
        now.warmup().isZero()
            ? 0
            : Math.max(0, 1 - (double) age().toNanos() / now.warmup().toNanos());
    return 1 + (now.warmupFactor() - 1) * left;
  }

  private Duration age() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private Answer health(HttpExchange exchange) {
    if (draining) {
      return new Answer(503, "draining");
    }
    return age().compareTo(settings.startup()) < 0
        ? new Answer(503, "starting")
        : new Answer(200, "ok");
  }

  private synchronized void change(Map<String, String> wanted) {
    settings = settings.with("", wanted);
  }

  private Answer control(HttpExchange exchange) {
    if (!exchange.getRequestMethod().equals("GET")) {
      try {
        Map<String, String> wanted = query(exchange.getRequestURI().getRawQuery());
        change(wanted);
      } catch (IllegalArgumentException e) {
        return new Answer(400, String.valueOf(e.getMessage()));
      }
    }
    return new Answer(200, settings.toString());
  }

  /**
   * {@code errorRate=0.2} becomes {@code ERROR_RATE -> 0.2}, the names that the environment has
   * too.
   */
  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> values = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(pair + ": expected name=value");
      }
      String name = pair.substring(0, equals).replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
      values.put(name, URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return values;
  }

  private void metrics(HttpExchange exchange) throws IOException {
    answer(exchange, 200, SampleMetrics.CONTENT_TYPE, metrics.page());
  }

  private HttpHandler text(AnswerMaker maker) {
    return exchange -> {
      Answer answer = maker.answer(exchange);
      answer(
          exchange,
          answer.code(),
          "text/plain",
          (answer.text() + "\n").getBytes(StandardCharsets.UTF_8));
    };
  }

  private void answer(HttpExchange exchange, int code, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", type);
      if (draining) {
        exchange.getResponseHeaders().set("Connection", "close");
      }
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private record Answer(int code, String text) {}

  private interface AnswerMaker {
    Answer answer(HttpExchange exchange);
  }
}

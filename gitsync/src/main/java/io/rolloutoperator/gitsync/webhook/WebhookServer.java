package io.rolloutoperator.gitsync.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port for webhooks. A request has a thread of its own, which costs little while it waits, and
 * its connection is closed when it takes too long. How many connections there may be, and how long
 * a head may take, is {@link HttpServerLimits}'.
 */
public final class WebhookServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebhookServer.class);

  /** So much of a body that nobody wants is taken, since many senders do not listen meanwhile. */
  private static final long DRAINED = 8L << 20;

  private final HttpServer server;
  private final WebhookReception reception;
  private final Settings settings;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("webhook-deadlines").daemon().factory());

  /**
   * What surrounds a server.
   *
   * @param clients whose requests they are
   * @param count told of every answer
   * @param patience from the end of a request's head to the begin of its answer
   */
  public record Settings(ClientAddresses clients, RequestCount count, Duration patience) {}

  private WebhookServer(HttpServer server, WebhookReception reception, Settings settings) {
    this.server = server;
    this.reception = reception;
    this.settings = settings;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /**
   * Opens the port on all addresses.
   *
   * @param port 0 for any
   * @throws IOException if the port cannot be opened
   */
  public static WebhookServer open(int port, WebhookReception reception, Settings settings)
      throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    WebhookServer opened = new WebhookServer(server, reception, settings);
    server.start();
    return opened;
  }

  /** The port that is open. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    deadlines.shutdownNow();
  }

  private void handle(HttpExchange exchange) {
    Future<?> deadline =
        deadlines.schedule(exchange::close, settings.patience().toMillis(), TimeUnit.MILLISECONDS);
    try (exchange) {
      WebhookAnswer answer = answer(exchange);
      deadline.cancel(false);
      reply(exchange, answer);
    } catch (IOException e) {
      log.debug("a request broke off: {}", e.toString());
    } catch (RuntimeException e) {
      log.error("a request could not be answered", e);
    } finally {
      deadline.cancel(false);
    }
  }

  private WebhookAnswer answer(HttpExchange exchange) throws IOException {
    RequestHeaders headers = RequestHeaders.of(exchange.getRequestHeaders());
    InputStream body = exchange.getRequestBody();
    WebhookAnswer answer = reception.receive(head(exchange, headers), headers, body);
    settings.count().answered(answer.type(), answer.code());
    drain(body);
    return answer;
  }

  private RequestHead head(HttpExchange exchange, RequestHeaders headers) {
    return new RequestHead(
        exchange.getRequestMethod(),
        Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), ""),
        settings.clients().of(exchange.getRemoteAddress().getAddress(), headers),
        length(headers.only("Content-Length")));
  }

  private static OptionalLong length(Optional<String> header) {
    try {
      return header.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseLong(header.get()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static void drain(InputStream body) throws IOException {
    long left = DRAINED;
    byte[] buffer = new byte[8192];
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = body.read(buffer);
    }
  }

  private static void reply(HttpExchange exchange, WebhookAnswer answer) throws IOException {
    byte[] text = (answer.text() + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.code(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.code(), text.length);
    exchange.getResponseBody().write(text);
  }
}

package io.rolloutoperator.kubectl.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.rolloutoperator.kubectl.action.Refusal;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes a request from its head to its answer. */
final class Dispatcher implements HttpHandler {

  private static final int LONGEST_BODY = 1024 * 1024;

  /** How much of a body that is not taken is still read, so that its sender sees the answer. */
  private static final int MOST_DRAINED = 16 * 1024 * 1024;

  /** Nothing from elsewhere, nobody's frame, no address of ours in others' logs. */
  private static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final Guards guards;
  private final Routes routes;

  Dispatcher(Guards guards, Routes routes) {
    this.guards = guards;
    this.routes = routes;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ALWAYS.forEach(exchange.getResponseHeaders()::set);
      switch (answer(exchange)) {
        case Answer.Whole whole -> send(exchange, whole);
        case Answer.Stream(Feeds.Lease lease) -> stream(exchange, lease);
      }
      drain(exchange.getRequestBody());
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    try {
      Call call = call(exchange);
      guards.admit(call);
      Route route = routes.find(call);
      if (!route.isPublic()) {
        guards.admitPage(call);
      }
      if (call.isPost() != route.posts()) {
        throw new Rejected(405, "this address does not take the method");
      }
      return route.endpoint().answer(call, call.isPost() ? body(call, exchange) : "");
    } catch (Rejected e) {
      return e.answer();
    } catch (CommandFailure e) {
      return Answer.message(status(e), e.line());
    } catch (RuntimeException e) {
      return Answer.message(500, "internal error, please report it: " + e);
    }
  }

  private static Call call(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    Headers headers = exchange.getRequestHeaders();
    Map<String, List<String>> fields = new HashMap<>();
    headers.forEach((name, values) -> fields.put(name.toLowerCase(Locale.ROOT), values));
    return new Call(
        exchange.getRequestMethod(),
        uri.isAbsolute(),
        Optional.ofNullable(uri.getRawPath()).orElse(""),
        Optional.ofNullable(uri.getRawQuery()).orElse(""),
        fields);
  }

  private static String body(Call call, HttpExchange exchange) throws IOException, Rejected {
    String type = call.field("content-type").orElse("");
    if (!type.equals("application/json")) {
      throw new Rejected(415, "the body must be application/json");
    }
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      throw new Rejected(413, "the body is longer than 1 MiB");
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The cluster's refusals keep their status; what does nothing is a conflict. */
  private static int status(CommandFailure failure) {
    return switch (failure) {
      case Refusal _ -> 409;
      case ApiFailure refused when refused.status() < 500 -> refused.status();
      default -> 502;
    };
  }

  private static void send(HttpExchange exchange, Answer.Whole answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    answer.fields().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.getResponseBody().flush();
  }

  private static void stream(HttpExchange exchange, Feeds.Lease lease) throws IOException {
    try (lease) {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      new EventWriter(exchange.getResponseBody()).write(lease.feed());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[8192];
    int left = MOST_DRAINED;
    for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
      left -= read;
    }
  }
}

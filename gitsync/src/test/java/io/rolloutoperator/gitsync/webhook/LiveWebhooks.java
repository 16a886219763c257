package io.rolloutoperator.gitsync.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on a port of its own with a hook of each type, {@code shop/TYPE}, that notes what it
 * would have asked for. Its clock stands unless it is told.
 */
final class LiveWebhooks implements AutoCloseable {
  static final String TOKEN = "correct-horse-battery-staple";
  static final Instant BEGIN = Instant.ofEpochSecond(1_700_000_000);

  /** Addresses and deliveries that are known at most. */
  static final int KNOWN = 100;

  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final List<String> polls = new CopyOnWriteArrayList<>();
  private final List<String> counts = new CopyOnWriteArrayList<>();
  private final AddressLimit addresses = new AddressLimit(KNOWN);
  private final DeliveryMemory deliveries = new DeliveryMemory(KNOWN);
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebhookServer server;
  private volatile Instant now = BEGIN;
  private volatile PollTrigger.Outcome outcome = new PollTrigger.Outcome.Noted();

  /** What a request was answered: the code, and the line beside it. */
  record Answer(int code, String text) {}

  LiveWebhooks() {
    Hooks hooks = Hooks.of(Arrays.stream(WebhookType.values()).map(LiveWebhooks::hook).toList());
    WebhookReception reception =
        new WebhookReception(
            new WebhookDecision(addresses, deliveries),
            () -> hooks,
            (hook, at) -> {
              polls.add(hook.name() + " " + at);
              return outcome;
            },
            () -> now);
    WebhookServer.Settings settings =
        new WebhookServer.Settings(
            new ClientAddresses(List.of(AddressRange.parse("127.0.0.1"))),
            (type, code) -> counts.add(type + " " + code),
            PATIENCE);
    try {
      server = WebhookServer.open(0, reception, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Hook hook(WebhookType type) {
    WebhookToken token = WebhookToken.of(TOKEN.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    return Hook.of("shop", type.wireName(), type, token);
  }

  static String path(WebhookType type) {
    return hook(type).path().value();
  }

  /** Lets time pass. */
  void pass(Duration time) {
    now = now.plus(time);
  }

  Instant now() {
    return now;
  }

  /** What becomes of the wishes from now on. */
  void outcome(PollTrigger.Outcome next) {
    outcome = next;
  }

  int port() {
    return server.port();
  }

  int knownAddresses() {
    return addresses.size();
  }

  int knownDeliveries() {
    return deliveries.size();
  }

  List<String> polls() {
    return List.copyOf(polls);
  }

  List<String> counts() {
    return List.copyOf(counts);
  }

  /** Sends a delivery where its type belongs. */
  Answer send(WebhookType type, Sent sent) {
    return send("POST", path(type), sent, BodyPublishers.ofString(sent.body()));
  }

  Answer send(String method, String path, Sent sent, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(method, body);
    sent.headers().forEach(request::header);
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body().strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends many at once, as far as one caller can. */
  List<Integer> codes(int requests, WebhookType type, Sent sent) {
    List<Integer> codes = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      codes.add(send(type, sent).code());
    }
    return codes;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}

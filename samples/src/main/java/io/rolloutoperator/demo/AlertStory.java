package io.rolloutoperator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.dataplane.AlertmanagerServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Who hears of an aborted release without looking: a webhook, and an Alertmanager if there is one.
 */
final class AlertStory {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration REFRESH = Duration.ofMillis(50);
  private static final String ABORTED = "on-rollout-aborted";

  private final Narrator narrator;
  private final Timeline timeline;
  private final AlertReceiver receiver;
  private final Optional<AlertmanagerServer> alertmanager;
  private final CompletableFuture<JsonNode> heard = new CompletableFuture<>();

  AlertStory(
      Narrator narrator,
      Timeline timeline,
      AlertReceiver receiver,
      Optional<AlertmanagerServer> alertmanager) {
    this.narrator = narrator;
    this.timeline = timeline;
    this.receiver = receiver;
    this.alertmanager = alertmanager;
  }

  /** Looks at Alertmanager from now on: the alert ends when the release is taken back. */
  void listen() {
    alertmanager.ifPresent(server -> Thread.ofVirtual().name("alerts").start(() -> look(server)));
  }

  private void look(AlertmanagerServer server) {
    try {
      while (!heard.isDone()) {
        alert(server).ifPresent(heard::complete);
        Thread.sleep(REFRESH);
      }
    } catch (InterruptedException | RuntimeException e) {
      heard.completeExceptionally(e);
    }
  }

  /**
   * Tells the message, and the alert, once {@link #listen} has begun.
   *
   * @throws StoryException if one of them does not come
   */
  void tell(Release aborted) throws InterruptedException {
    Instant abort = timeline.abortedAt(aborted.generation());
    narrator.title("Somebody hears of it: a webhook gets a message.");
    AlertReceiver.Received received = message();
    narrator.line(after(abort, received.at()).text("POST " + receiver.address()));
    document(received.alert());
    if (alertmanager.isPresent()) {
      JsonNode alert = alert();
      narrator.line(
          after(abort, Instant.parse(alert.path("updatedAt").asText()))
              .text("the same in Alertmanager, severity ")
              .bad(alert.at("/labels/severity").asText()));
    }
  }

  /** The document, a line for each field that tells people something. */
  private void document(JsonNode alert) {
    alert.properties().stream()
        .filter(field -> !field.getKey().equals("uid") && !text(field.getValue()).isEmpty())
        .forEach(field -> field(field.getKey(), text(field.getValue())));
  }

  private void field(String name, String text) {
    String head = "%-10s ".formatted(name);
    for (String part : Words.wrapped(text, Screen.COLUMNS - 5 - head.length())) {
      narrator.line(Line.of("     ").dim(head).text(part));
      head = " ".repeat(head.length());
    }
  }

  /** Of the list of analyses their names and phases. */
  private static String text(JsonNode value) {
    StringBuilder text = new StringBuilder(value.asText());
    for (JsonNode analysis : value) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(analysis.path("name").asText())
          .append(' ')
          .append(analysis.path("phase").asText());
    }
    return text.toString();
  }

  private static Line after(Instant abort, Instant heard) {
    double seconds = Math.max(0, Duration.between(abort, heard).toNanos() / 1e9);
    return Line.of("   ").bold("%.1f s".formatted(seconds)).text(" after the abort: ");
  }

  private AlertReceiver.Received message() throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    Optional<AlertReceiver.Received> first = receiver.first(ABORTED);
    while (first.isEmpty()) {
      if (Instant.now().isAfter(end)) {
        throw new StoryException("the release was aborted, but the webhook has no message");
      }
      Thread.sleep(REFRESH);
      first = receiver.first(ABORTED);
    }
    return first.get();
  }

  private JsonNode alert() throws InterruptedException {
    try {
      return heard.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException _) {
      throw new StoryException("the release was aborted, but Alertmanager has no alert");
    }
  }

  private static Optional<JsonNode> alert(AlertmanagerServer alertmanager) {
    return alertmanager.alerts().stream()
        .filter(alert -> alert.at("/labels/alertname").asText().equals(ABORTED))
        .findFirst();
  }
}

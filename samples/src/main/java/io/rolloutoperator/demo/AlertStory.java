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

/** Who hears of an aborted release without looking: an Alertmanager has the alert. */
final class AlertStory {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration REFRESH = Duration.ofMillis(50);
  private static final String ABORTED = "on-rollout-aborted";

  private final Narrator narrator;
  private final Timeline timeline;
  private final AlertmanagerServer alertmanager;
  private final CompletableFuture<JsonNode> heard = new CompletableFuture<>();

  AlertStory(Narrator narrator, Timeline timeline, AlertmanagerServer alertmanager) {
    this.narrator = narrator;
    this.timeline = timeline;
    this.alertmanager = alertmanager;
  }

  /** Looks from now on: the alert ends when the release is taken back. */
  void listen() {
    Thread.ofVirtual().name("alerts").start(this::look);
  }

  private void look() {
    try {
      while (!heard.isDone()) {
        alert().ifPresent(heard::complete);
        Thread.sleep(REFRESH);
      }
    } catch (InterruptedException | RuntimeException e) {
      heard.completeExceptionally(e);
    }
  }

  /**
   * Tells the alert, once {@link #listen} has begun.
   *
   * @throws StoryException if there is none
   */
  void tell(Release aborted) throws InterruptedException {
    narrator.title("Somebody hears of it: Alertmanager has an alert.");
    JsonNode alert = await();
    Instant abort = timeline.abortedAt(aborted.generation());
    Instant had = Instant.parse(alert.path("updatedAt").asText());
    narrator.line(
        Line.of("   ")
            .bold("%.1f s".formatted(Math.max(0, Duration.between(abort, had).toNanos() / 1e9)))
            .text(" after the abort: ")
            .bad(alert.at("/labels/severity").asText())
            .text(", " + alert.at("/labels/alertname").asText()));
    Words.wrapped(alert.at("/annotations/summary").asText(), Screen.COLUMNS - 5)
        .forEach(part -> narrator.line(Line.of("     " + part)));
  }

  private JsonNode await() throws InterruptedException {
    try {
      return heard.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException _) {
      throw new StoryException("the release was aborted, but Alertmanager has no alert");
    }
  }

  private Optional<JsonNode> alert() {
    return alertmanager.alerts().stream()
        .filter(alert -> alert.at("/labels/alertname").asText().equals(ABORTED))
        .findFirst();
  }
}

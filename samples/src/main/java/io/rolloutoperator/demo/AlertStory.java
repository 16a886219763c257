package io.rolloutoperator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.dataplane.AlertmanagerServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Who hears of an aborted release without looking: an Alertmanager has the alert. */
final class AlertStory {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration REFRESH = Duration.ofMillis(50);
  private static final String ABORTED = "on-rollout-aborted";

  private final Narrator narrator;
  private final Timeline timeline;
  private final AlertmanagerServer alertmanager;

  AlertStory(Narrator narrator, Timeline timeline, AlertmanagerServer alertmanager) {
    this.narrator = narrator;
    this.timeline = timeline;
    this.alertmanager = alertmanager;
  }

  /**
   * Tells the alert.
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
    Instant end = Instant.now().plus(PATIENCE);
    for (Optional<JsonNode> alert = alert(); ; alert = alert()) {
      if (alert.isPresent()) {
        return alert.get();
      }
      if (Instant.now().isAfter(end)) {
        throw new StoryException("the release was aborted, but Alertmanager has no alert");
      }
      Thread.sleep(REFRESH);
    }
  }

  private Optional<JsonNode> alert() {
    return alertmanager.alerts().stream()
        .filter(alert -> alert.at("/labels/alertname").asText().equals(ABORTED))
        .findFirst();
  }
}

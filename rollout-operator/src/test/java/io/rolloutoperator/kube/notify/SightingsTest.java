package io.rolloutoperator.kube.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kube.events.ObjectReference;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SightingsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private static final String HEALTHY =
      """
      {"conditions": [
        {"type": "Completed", "status": "True", "lastTransitionTime": "2026-01-01T11:59:59Z"}]}
      """;
  private static final String ABORTED =
      "{\"abort\": true, \"abortedAt\": \"2026-01-01T11:59:59Z\"}";
  private static final String LONG_AGO =
      "{\"abort\": true, \"abortedAt\": \"2026-01-01T11:00:00Z\"}";
  private static final String PROGRESSING = "{}";

  private static Sighting sighting(int revision, String status) {
    return sighting(rollout(revision, status));
  }

  private static Sighting sighting(JsonNode rollout) {
    ObjectReference reference =
        new ObjectReference("argoproj.io/v1alpha1", "Rollout", "shop", "web", "u", "1");
    return RolloutSighting.of(reference, rollout, List.of());
  }

  private static JsonNode rollout(int revision, String status) {
    try {
      return new ObjectMapper()
          .readTree(
              """
              {"metadata": {"annotations": {"rollout.argoproj.io/revision": "%d"}}, "status": %s}
              """
                  .formatted(revision, status));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(status, e);
    }
  }

  private static List<Sighting> passed(Sighting first, Sighting... others) {
    Sightings sightings = new Sightings(first);
    for (Sighting next : others) {
      sightings.add(next, NOW);
    }
    assertThat(sightings.latest()).isEqualTo(others[others.length - 1]);
    List<Sighting> passed = sightings.takePassed();
    assertThat(sightings.takePassed()).as("taken once").isEmpty();
    return passed;
  }

  @Test
  void aRevisionThatWasHealthyForAMomentIsNotForgotten() {
    Sighting healthy = sighting(1, HEALTHY);

    assertThat(passed(sighting(1, PROGRESSING), healthy, sighting(2, PROGRESSING)))
        .containsExactly(healthy);
    assertThat(passed(healthy, sighting(2, HEALTHY)))
        .as("the second one is another")
        .containsExactly(healthy);
  }

  @Test
  void aRevisionWithTheStatusOfTheOneBeforeIsNotSeenYet() {
    Sightings sightings = new Sightings(written(1, 1, 1, "a", HEALTHY));

    sightings.add(written(2, 2, 1, "a", HEALTHY), NOW);
    assertThat(sightings.latest().identity().revision()).isEqualTo("1");
    assertThat(sightings.takePassed()).isEmpty();

    sightings.add(written(2, 2, 2, "b", PROGRESSING), NOW);
    assertThat(sightings.latest().identity().revision()).isEqualTo("2");
    assertThat(sightings.takePassed()).hasSize(1);
  }

  @Test
  void aSpecThatChangedOrARevisionThatCameBackIsSeen() {
    Sightings sightings = new Sightings(written(2, 2, 1, "a", PROGRESSING));

    sightings.add(written(2, 3, 2, "a", HEALTHY), NOW);
    assertThat(sightings.latest().happenings(NOW)).isNotEmpty();

    sightings.add(written(4, 5, 5, "a", PROGRESSING), NOW);
    assertThat(sightings.latest().identity().revision()).isEqualTo("4");
  }

  private static Sighting written(
      int revision, int generation, int observed, String hash, String status) {
    ObjectNode rollout = (ObjectNode) rollout(revision, status);
    rollout.withObject("/metadata").put("generation", generation);
    rollout
        .withObject("/status")
        .put("observedGeneration", Integer.toString(observed))
        .put("currentPodHash", hash);
    return sighting(rollout);
  }

  @Test
  void anAbortThatIsTakenBackAtOnceIsNotForgotten() {
    Sighting aborted = sighting(2, ABORTED);

    assertThat(passed(aborted, sighting(2, PROGRESSING))).containsExactly(aborted);
  }

  @Test
  void whatTheLastSightingTellsNeedsNoEarlierOne() {
    assertThat(passed(sighting(2, PROGRESSING), sighting(2, ABORTED), sighting(2, ABORTED)))
        .isEmpty();
    assertThat(passed(sighting(1, PROGRESSING), sighting(2, PROGRESSING))).isEmpty();
  }

  @Test
  void oldNewsIsNoNews() {
    assertThat(passed(sighting(2, LONG_AGO), sighting(3, PROGRESSING))).isEmpty();
  }

  @Test
  void theOldestGoFirstWhenNobodyTakesThem() {
    Sightings sightings = new Sightings(sighting(0, HEALTHY));
    for (int revision = 1; revision <= 30; revision++) {
      sightings.add(sighting(revision, HEALTHY), NOW);
    }

    assertThat(sightings.takePassed())
        .hasSize(20)
        .first()
        .extracting(sighting -> sighting.identity().revision())
        .isEqualTo("10");
  }
}

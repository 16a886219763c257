package io.rolloutoperator.kube.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.notify.outbox.Happening;
import io.rolloutoperator.notify.outbox.Milestone;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeardEventsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private static JsonNode at(long revision, int step) {
    ObjectNode rollout = JsonNodeFactory.instance.objectNode();
    rollout
        .putObject("metadata")
        .putObject("annotations")
        .put("rollout.argoproj.io/revision", Long.toString(revision));
    rollout.putObject("status").put("currentStepIndex", step);
    return rollout;
  }

  private static HeardEvents heard() {
    HeardEvents events = new HeardEvents(Optional.empty(), at(1, 1), NOW);
    events.add("RolloutStepCompleted", "Rollout step 2/2 completed", NOW);
    events.add("RolloutUpdated", "Rollout updated to revision 2", NOW.plusMillis(10));
    events.add("RolloutStepCompleted", "Rollout step 1/2 completed", NOW.plusMillis(20));
    return events;
  }

  private static Happening happening(String reason, long millis) {
    return new Happening(reason, NOW.plusMillis(millis).toString());
  }

  @Test
  void anEarlierLookTakesTheEventsOfItsRevisionAlone() {
    HeardEvents events = heard();

    assertThat(events.takeUntil(at(1, 2))).containsExactly(happening("RolloutStepCompleted", 0));
    assertThat(events.milestone()).contains(new Milestone(1, 2));
    assertThat(events.takeAll(at(2, 1)))
        .containsExactly(happening("RolloutUpdated", 10), happening("RolloutStepCompleted", 20));
    assertThat(events.milestone()).contains(new Milestone(2, 1));
  }

  @Test
  void whatTheProcessBeforeDidNotStoreComesFirst() {
    ObjectNode now = (ObjectNode) at(2, 0);
    now.withObject("/status")
        .putArray("conditions")
        .addObject()
        .put("type", "Progressing")
        .put("lastUpdateTime", NOW.toString());
    HeardEvents events = new HeardEvents(Optional.of(new Milestone(1, 2)), now, NOW);
    events.add("RolloutStepCompleted", "Rollout step 1/2 completed", NOW);

    assertThat(events.takeAll(now))
        .containsExactly(new Happening("RolloutUpdated", ""), happening("RolloutStepCompleted", 0));
    assertThat(events.takeAll(now)).as("taken once").isEmpty();
  }

  @Test
  void eventsSettleWhenCachesHaveCaughtUp() {
    HeardEvents events = heard();

    assertThat(events.haveSettled(NOW.plusMillis(100))).isFalse();
    assertThat(events.haveSettled(NOW.plusMillis(270))).isTrue();
  }
}

package io.rolloutoperator.kube.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.notify.EarlyEvents.Early;
import org.junit.jupiter.api.Test;

class EarlyEventsTest {
  private final EarlyEvents events = new EarlyEvents();

  @Test
  void whatHappensBeforeTheFirstLookIsKeptInItsOrder() {
    events.keep("a");
    events.add("a", "RolloutUpdated", "2");
    events.add("a", "NewReplicaSetCreated", "web-2");
    events.keep("a");

    assertThat(events.take("a"))
        .containsExactly(
            new Early("RolloutUpdated", "2"), new Early("NewReplicaSetCreated", "web-2"));
    assertThat(events.take("a")).isEmpty();
  }

  @Test
  void whoIsNotWaitedForHasNone() {
    events.add("a", "RolloutUpdated", "2");
    events.keep("b");
    events.add("a", "RolloutUpdated", "2");

    assertThat(events.take("a")).isEmpty();
    assertThat(events.take("b")).isEmpty();
  }

  @Test
  void aRolloutThatNeverHasAStatusKeepsFew() {
    events.keep("a");
    for (int i = 0; i < 1_000; i++) {
      events.add("a", "SomeReason", "message " + i);
    }

    assertThat(events.take("a"))
        .hasSize(20)
        .first()
        .isEqualTo(new Early("SomeReason", "message 0"));
  }
}

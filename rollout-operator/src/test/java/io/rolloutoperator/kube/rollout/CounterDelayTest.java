package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kube.fence.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CounterDelayTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final ObjectKey WEB =
      new ObjectKey("argoproj.io/v1alpha1", "Rollout", "shop", "web");

  private final CounterDelay delay = new CounterDelay();

  @Test
  void movedCountersWaitForAQuarterOfASecondAndNoLonger() {
    ObjectNode counters = changes("readyReplicas", "availableReplicas");
    assertThat(delay.left(WEB, counters, NOON)).contains(Duration.ofMillis(250));
    assertThat(delay.left(WEB, counters, NOON.plusMillis(100))).contains(Duration.ofMillis(150));
    assertThat(delay.left(WEB, counters, NOON.plusMillis(250))).isEmpty();
    assertThat(delay.left(WEB, counters, NOON.plusMillis(260)))
        .as("the next change begins anew")
        .contains(Duration.ofMillis(250));
  }

  @Test
  void everythingElseIsWrittenAtOnceAndTakesTheCountersAlong() {
    assertThat(delay.left(WEB, changes("replicas"), NOON)).isPresent();
    assertThat(delay.left(WEB, changes("replicas", "phase"), NOON.plusMillis(10))).isEmpty();
    assertThat(delay.left(WEB, changes("replicas"), NOON.plusMillis(20)))
        .contains(Duration.ofMillis(250));
  }

  @Test
  void aClockThatGoesBackDelaysNothing() {
    assertThat(delay.left(WEB, changes("replicas"), NOON)).isPresent();
    assertThat(delay.left(WEB, changes("replicas"), NOON.minusSeconds(60))).isEmpty();
  }

  private static ObjectNode changes(String... fields) {
    ObjectNode difference = JsonNodeFactory.instance.objectNode();
    for (String field : fields) {
      difference.put(field, 1);
    }
    return difference;
  }
}

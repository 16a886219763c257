package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.testkit.cluster.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A release that is undone within moments is still seen to its end. */
class TimelineTest {

  private final Timeline timeline = new Timeline();

  @Test
  void aLaterGenerationDoesNotHideThatTheOneBeforeWasAborted() {
    Instant since = Instant.now();
    seen(3, "checkout:v3", "{observedGeneration: '3', phase: Degraded, abort: true}");
    seen(4, "checkout:v2", "{observedGeneration: '4', phase: Healthy}");

    assertThat(new Release("v3", since, 3, timeline).aborted()).isTrue();
    assertThat(new Release("v2", since, 4, timeline).aborted()).isFalse();
    assertThat(timeline.abortedAt(3)).isBetween(since, Instant.now());
    assertThat(Timeline.image(timeline.rollout())).isEqualTo("checkout:v2");
  }

  @Test
  void aGenerationThatTheOperatorHasNotSeenIsUndecided() {
    seen(
        4,
        "checkout:v2",
        "{observedGeneration: '3', phase: Healthy, stableRS: a, currentPodHash: a}");

    assertThat(new Release("v2", Instant.now(), 4, timeline).ended()).isFalse();
    assertThatThrownBy(() -> timeline.abortedAt(4)).hasMessage("generation 4 was not aborted");
  }

  private void seen(int generation, String image, String status) {
    timeline.rollout(
        Json.yaml(
                "{metadata: {generation: %d}, spec: {template: {spec: {containers: [{image: '%s'}]}}}, status: %s}"
                    .formatted(generation, image, status))
            .getFirst());
  }
}

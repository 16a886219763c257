package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The reasons of the Events of one canary, nothing more and nothing less. */
class EventSequenceTest {

  @Test
  void aCanaryTellsExactlyThis() {
    Story story = Story.of(1, "{steps: [{setWeight: 50}, {pause: {duration: 3s}}]}");

    story.deployed();
    // RolloutAddedToInformer comes before, from the reconciler that first sees the Rollout.
    assertThat(story.reasonsSince())
        .containsExactly(
            "RolloutUpdated",
            "NewReplicaSetCreated",
            "RolloutNotCompleted",
            "ScalingReplicaSet",
            "RolloutCompleted");

    story.image(2);
    assertThat(story.reasonsSince())
        .containsExactly(
            "RolloutUpdated",
            "NewReplicaSetCreated",
            "RolloutNotCompleted",
            "ScalingReplicaSet",
            "RolloutStepCompleted",
            "RolloutPaused");

    story.does("abort", story.users()::abort);
    assertThat(story.reasonsSince()).containsExactly("ScalingReplicaSet", "RolloutAborted");

    story.does("retry", story.users()::retry);
    assertThat(story.reasonsSince())
        .containsExactly("ScalingReplicaSet", "RolloutStepCompleted", "RolloutPaused");

    story.after(Duration.ofSeconds(4));
    assertThat(story.reasonsSince())
        .containsExactly(
            "RolloutStepCompleted", "RolloutResumed", "ScalingReplicaSet", "RolloutCompleted");
  }
}

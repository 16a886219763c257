package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.engine.snapshot.Annotations;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that somebody else wrote and that make no sense do not steer an update. */
class DistrustedValuesTest {

  private static final String STEPS = "steps: [{setWeight: 25}, {pause: {}}]";

  @ParameterizedTest
  @ValueSource(strings = {"9999-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z", "not a time"})
  void noDeadlineKeepsAnOldReplicaSetLongerThanItsDelay(String deadline) {
    Story story = Story.routed(4, STEPS).running();
    SimulatedReplicaSet first = story.world().replicaSets().getFirst();
    story.image(2).does("promote", story.users()::promote);
    assertThat(first.specReplicas()).as("kept for its delay").isEqualTo(4);
    assertThat(story.reasonsSince()).contains("RolloutCompleted");

    story.does("deadline " + deadline, () -> note(first, deadline));
    assertThat(first.specReplicas()).as("kept for its delay again").isEqualTo(4);
    assertThat(story.reasonsSince()).containsExactly("ValueIgnored");
    assertThat(story.text())
        .contains("annotation scale-down-deadline has invalid value \"" + deadline + "\"; ignored");

    story.after(Duration.ofSeconds(31));
    assertThat(first.specReplicas()).isZero();
  }

  @Test
  void noDeadlineKeepsAnAbortedCanaryLongerThanItsDelay() {
    Story story = Story.routed(4, STEPS).running().image(2);
    SimulatedReplicaSet canary = story.world().replicaSets().getFirst();
    story.does("abort", story.users()::abort);
    assertThat(story.reasonsSince()).contains("RolloutAborted");

    story.does("year 9999", () -> note(canary, "9999-01-01T00:00:00Z"));
    assertThat(canary.specReplicas()).isEqualTo(1);
    assertThat(story.reasonsSince()).containsExactly("ValueIgnored");

    story.after(Duration.ofSeconds(31));
    assertThat(canary.specReplicas()).isZero();
  }

  @Test
  void aDeadlineOfAnEmptyReplicaSetDoesNotStopTheProgressDeadline() {
    Story story = Story.routed(4, "steps: [{setWeight: 25}]");
    story
        .world()
        .edit(spec -> spec.put("progressDeadlineSeconds", 60).put("progressDeadlineAbort", true));
    story.running();
    SimulatedReplicaSet first = story.world().replicaSets().getFirst();
    story.image(2).after(Duration.ofSeconds(31));
    assertThat(first.specReplicas()).isZero();
    note(first, "9999-01-01T00:00:00Z");

    story.stuck(3, Duration.ofSeconds(61));

    assertThat(story.status().abort()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maxSurge: -3, maxUnavailable: 0",
        "maxSurge: 0, maxUnavailable: -3",
        "maxSurge: abc"
      })
  void noLimitOfPodsHoldsAnUpdate(String limits) {
    Story story = Story.of(4, "{steps: [{setWeight: 50}], " + limits + "}").running().image(2);
    assertThat(story.status().phase()).isEqualTo("Healthy");
  }

  @ParameterizedTest
  @ValueSource(ints = {-3, Integer.MIN_VALUE})
  void anIndexBeforeTheStepsIsTheFirstOne(int index) {
    Story story = Story.of(4, "{" + STEPS + "}").running().image(2);
    story.does("index " + index, () -> writeIndex(story, index));
    assertThat(story.status().currentStepIndex()).isBetween(0, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, Integer.MAX_VALUE})
  void anIndexBehindTheStepsPromotesNothing(int index) {
    Story story = Story.routed(4, STEPS).running().image(2);
    String stable = story.status().stableRS();
    story.does("index " + index, () -> writeIndex(story, index));
    assertThat(story.status().stableRS()).isEqualTo(stable);
    assertThat(story.status().currentStepIndex()).isEqualTo(1);
    assertThat(story.reasonsSince()).doesNotContain("RolloutCompleted");

    story.does("promote", story.users()::promote);
    assertThat(story.reasonsSince()).contains("RolloutCompleted");
  }

  @Test
  void anIndexBehindTheStepsOfTheStableRevisionStartsNothing() {
    Story story = Story.routed(4, STEPS).running();
    story.does("index 9", () -> writeIndex(story, 9));
    assertThat(story.status().currentStepIndex()).isEqualTo(2);
    assertThat(story.status().phase()).isEqualTo("Healthy");
    assertThat(story.reasonsSince()).isEmpty();
  }

  private static void writeIndex(Story story, int index) {
    story.world().command(status -> status.toBuilder().currentStepIndex(index).build());
  }

  private static void note(SimulatedReplicaSet replicaSet, String deadline) {
    replicaSet.update(Map.of(Annotations.SCALE_DOWN_DEADLINE, deadline), 0);
  }
}

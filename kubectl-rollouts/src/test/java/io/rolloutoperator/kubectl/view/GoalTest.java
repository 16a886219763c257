package io.rolloutoperator.kubectl.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Rollout of the world pauses at its second step with weight 20. */
class GoalTest {

  private static boolean reached(String goal, World world) {
    return Goal.parse(goal).orElseThrow().reached(world.rollout());
  }

  @ParameterizedTest
  @CsvSource({
    "paused, true",
    "Paused, true",
    "healthy, false",
    "degraded, false",
    "progressing, false",
    "promoted, false",
    "step=0, true",
    "step=1, true",
    "step=2, false",
    "weight=20, true",
    "weight=21, false"
  })
  void aGoalIsReachedOrNot(String goal, boolean reached) {
    assertThat(reached(goal, World.paused())).isEqualTo(reached);
  }

  @ParameterizedTest
  @ValueSource(strings = {"healthy", "promoted", "step=4", "weight=20"})
  void aPromotedRolloutHasReachedAllOfThem(String goal) {
    assertThat(reached(goal, World.paused().promoted())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"paused", "promoted", "step=0", "weight=0"})
  void aStatusOfAnOlderSpecSaysNothing(String goal) {
    World world = World.paused();
    world.rollout().withObject("/metadata").put("generation", 8);
    assertThat(reached(goal, world)).isFalse();
  }

  /** So that a script may wait right after {@code retry rollout}. */
  @Test
  void anAbortThatWasTakenBackIsNoneAlthoughTheControllerHasNotSeenThat() {
    World world = World.paused().aborted();
    assertThat(reached("degraded", world)).isTrue();
    world.status().put("abort", false);
    assertThat(reached("degraded", world)).isFalse();
    assertThat(Phase.of(world.rollout()).sentence())
        .isEqualTo("Progressing - waiting for rollout to retry");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "lunch", "step", "step=", "step=x", "=1", "weight=-1", "weight=999999"})
  void anythingElseIsNoGoal(String goal) {
    assertThat(Goal.parse(goal)).isEmpty();
  }
}

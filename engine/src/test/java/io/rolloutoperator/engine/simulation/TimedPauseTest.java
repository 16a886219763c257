package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.rollout.PauseCondition;
import io.rolloutoperator.engine.plan.EventNote;
import io.rolloutoperator.engine.status.ClockJumpEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimedPauseTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 500, 999})
  void lastsItsDurationWhereverInASecondItBegan(long millis) {
    SimulatedWorld world =
        new SimulatedWorld(2, "{steps: [{setWeight: 50}, {pause: {duration: 1s}}, {pause: {}}]}");
    Passes passes = new Passes(world, Passes.Witness.NONE, _ -> {});
    passes.settle();
    world.clock().advance(Duration.ofSeconds(10).plusMillis(millis));
    new Users(world).setImage(2);
    passes.settle();
    Instant began = world.clock().now();
    assertThat(world.status().pauseConditions())
        .extracting(PauseCondition::startTime)
        .allSatisfy(start -> assertThat(start).isEqualTo(start.truncatedTo(ChronoUnit.SECONDS)));

    world.clock().advance(Duration.ofMillis(999));
    passes.settle();
    assertThat(world.status().currentStepIndex()).as("after %s", since(world, began)).isOne();
    world.clock().advance(Duration.ofMillis(1001));
    passes.settle();
    assertThat(world.status().currentStepIndex()).as("after %s", since(world, began)).isEqualTo(2);
  }

  /** All that validation takes for a duration. */
  @ParameterizedTest
  @CsvSource({"+5, 5", "5, 5", "0005, 5", "+5s, 5", "+0, 0", "-0, 0", "0, 0"})
  void lastsWhatItsTextSays(String duration, int seconds) {
    SimulatedWorld world =
        new SimulatedWorld(
            2, "{steps: [{setWeight: 50}, {pause: {duration: '%s'}}]}".formatted(duration));
    Passes passes = new Passes(world, Passes.Witness.NONE, _ -> {});
    passes.settle();
    new Users(world).setImage(2);
    passes.settle();
    assertThat(world.status().currentStepIndex()).isEqualTo(seconds == 0 ? 2 : 1);

    world.clock().advance(Duration.ofSeconds(seconds));
    passes.settle();
    assertThat(world.status().phase()).isEqualTo("Healthy");
  }

  /** What a jump beyond an hour adds is waited for; one back only makes a pause longer. */
  @ParameterizedTest
  @CsvSource({
    "PT0S, PT3H",
    "PT1H, PT2H",
    "PT2H, PT2H",
    "PT5H, PT2H",
    "PT87600H, PT2H",
    "-PT30M, PT3H30M",
    "-PT5H, PT8H"
  })
  void lastsItsDurationButForAnHourOfAJumpOfTheClock(Duration jump, Duration left) {
    SimulatedWorld world =
        new SimulatedWorld(2, "{steps: [{setWeight: 50}, {pause: {duration: 3h}}, {pause: {}}]}");
    Passes passes = new Passes(world, Passes.Witness.NONE, _ -> {});
    passes.settle();
    new Users(world).setImage(2);
    passes.settle();
    world.clock().jump(jump);
    passes.settle();

    world.clock().advance(left.minusSeconds(1));
    passes.settle();
    assertThat(world.status().currentStepIndex()).isOne();
    world.clock().advance(Duration.ofSeconds(1));
    passes.settle();
    assertThat(world.status().currentStepIndex()).isEqualTo(2);
  }

  @Test
  void aPauseThatBeginsAfterTheJumpIsNotLonger() {
    SimulatedWorld world =
        new SimulatedWorld(2, "{steps: [{setWeight: 50}, {pause: {duration: 3h}}, {pause: {}}]}");
    Passes passes = new Passes(world, Passes.Witness.NONE, _ -> {});
    passes.settle();
    world.clock().jump(Duration.ofHours(5));
    new Users(world).setImage(2);
    passes.settle();

    assertThat(ClockJumpEvent.of(world.look().snapshot())).isEmpty();
    world.clock().advance(Duration.ofHours(3));
    passes.settle();
    assertThat(world.status().currentStepIndex()).isEqualTo(2);
  }

  @Test
  void aJumpIsTold() {
    SimulatedWorld world =
        new SimulatedWorld(2, "{steps: [{setWeight: 50}, {pause: {duration: 3h}}]}");
    Passes passes = new Passes(world, Passes.Witness.NONE, _ -> {});
    passes.settle();
    new Users(world).setImage(2);
    passes.settle();
    world.clock().jump(Duration.ofHours(5));

    assertThat(ClockJumpEvent.of(world.look().snapshot()))
        .contains(
            EventNote.warning(
                "ClockJumped",
                "the clock of the operator jumped forward by 300 min; 60 min of it count for the"
                    + " pause that began at 2026-01-01T00:00:00Z, which ends 240 min later than"
                    + " the clock says"));
  }

  private static Duration since(SimulatedWorld world, Instant began) {
    return Duration.between(began, world.clock().now());
  }
}

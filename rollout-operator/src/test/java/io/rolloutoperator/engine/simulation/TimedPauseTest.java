package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.rollout.PauseCondition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimedPauseTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 500, 999})
  void lastsItsDurationWhereverInASecondItBegan(long millis) {
    SimulatedWorld world =
        new SimulatedWorld(2, "{steps: [{setWeight: 50}, {pause: {duration: 1s}}, {pause: {}}]}");
    Passes passes = new Passes(world, Passes.Witness.NONE, _ -> {});
    passes.settle();
    world.advance(Duration.ofSeconds(10).plusMillis(millis));
    new Users(world).setImage(2);
    passes.settle();
    Instant began = world.now();
    assertThat(world.status().pauseConditions())
        .extracting(PauseCondition::startTime)
        .allSatisfy(start -> assertThat(start).isEqualTo(start.truncatedTo(ChronoUnit.SECONDS)));

    world.advance(Duration.ofMillis(999));
    passes.settle();
    assertThat(world.status().currentStepIndex()).as("after %s", since(world, began)).isOne();
    world.advance(Duration.ofMillis(1001));
    passes.settle();
    assertThat(world.status().currentStepIndex()).as("after %s", since(world, began)).isEqualTo(2);
  }

  private static Duration since(SimulatedWorld world, Instant began) {
    return Duration.between(began, world.now());
  }
}

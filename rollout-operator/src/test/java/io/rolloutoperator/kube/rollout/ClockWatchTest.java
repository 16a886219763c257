package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.engine.snapshot.ClockJump;
import io.rolloutoperator.kube.fence.FakeClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockWatchTest {

  private final FakeClock clock = new FakeClock();
  private final ClockWatch watch = new ClockWatch(clock);

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT59M", "PT1H", "-PT5H", "-PT87600H"})
  void whatIsNotAnHourAheadIsNoJump(Duration jump) {
    clock.advance(Duration.ofMinutes(10));
    clock.jumpWall(jump);

    assertThat(watch.read().now()).isEqualTo(clock.now());
    assertThat(watch.read().jumps().jumps()).isEmpty();
  }

  @Test
  void longWithoutALookIsNoJump() {
    clock.advance(Duration.ofDays(3));

    assertThat(watch.read().jumps().jumps()).isEmpty();
  }

  @Test
  void aJumpIsFromWhatTheClockShouldHaveShown() {
    Instant start = clock.now();
    clock.advance(Duration.ofMinutes(10));
    clock.jumpWall(Duration.ofHours(5));
    clock.advance(Duration.ofMinutes(10));

    ClockJump jump =
        new ClockJump(start.plus(Duration.ofMinutes(20)), start.plus(Duration.ofMinutes(320)));
    assertThat(watch.read().jumps().jumps()).containsExactly(jump);
    clock.advance(Duration.ofMinutes(10));
    assertThat(watch.read().jumps().jumps()).as("noted once").containsExactly(jump);
  }

  @Test
  void ofMoreThanSixteenJumpsTheLastOnesAreKnown() {
    for (int i = 0; i < 20; i++) {
      clock.jumpWall(Duration.ofHours(2));
      watch.read();
    }

    assertThat(watch.read().jumps().jumps()).hasSize(16);
    assertThat(watch.read().jumps().jumps().getLast().after()).isEqualTo(clock.now());
  }
}

package io.rolloutoperator.kube.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that differ, jump or stand still. Clocks are fake; every process has its own. */
class ElectionClockTest {
  private final FakeLeaseServer server = new FakeLeaseServer();
  private final Contender a = new Contender("a", server);
  private final Contender b = new Contender("b", server);

  @ParameterizedTest(name = "the remote clock is off by {0} s")
  @ValueSource(longs = {-86_400, -300, -30, 30, 300, 86_400})
  void skewedClocksMakeNoSecondLeader(long skew) {
    b.clock.jumpWall(Duration.ofSeconds(skew));
    Contender.untilWrites(a, b);

    for (int i = 0; i < 600; i++) {
      a.tick();
      b.tick();
      assertThat(b.writes()).isFalse();
    }
    assertThat(a.writes()).isTrue();
    assertThat(b.told).isEmpty();
  }

  @Test
  void aStandbysClockJumpMakesNoSecondLeader() {
    Contender.untilWrites(a, b);
    for (int i = 0; i < 600; i++) {
      if (i == 200) {
        b.clock.jumpWall(Duration.ofHours(2));
      }
      if (i == 400) {
        b.clock.jumpWall(Duration.ofHours(-3));
      }
      a.tick();
      b.tick();
      assertThat(b.writes()).isFalse();
    }
  }

  @Test
  void aStoppedLeaderDoesNotWriteWhenItWakesUp() {
    Contender.untilWrites(a, b);
    Contender.run(Duration.ofSeconds(5), a, b);
    a.clock.advance(Duration.ofSeconds(20)); // SIGSTOP: its clocks go on, its threads do not
    Contender.untilWrites(b);

    assertThat(a.writes()).isFalse();
    a.tick();
    assertThat(a.writes()).isFalse();
    assertThat(a.told).containsExactly("elected 0", "lost");
  }

  @Test
  void aSuspendedLeaderDoesNotWriteWhenItsMonotonicClockStoodStill() {
    Contender.untilWrites(a, b);
    Contender.run(Duration.ofSeconds(5), a, b);
    a.clock.jumpWall(Duration.ofSeconds(60));
    Contender.untilWrites(b);

    assertThat(a.writes()).isFalse();
    Contender.run(Duration.ofSeconds(4), a, b);
    assertThat(a.writes()).isFalse();
    assertThat(a.told).containsExactly("elected 0", "lost");
    assertThat(b.writes()).isTrue();
  }
}

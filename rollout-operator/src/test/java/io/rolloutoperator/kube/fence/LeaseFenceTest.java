package io.rolloutoperator.kube.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rolloutoperator.kube.fence.LeaseFence.Sent;
import io.rolloutoperator.kube.fence.LeaseFence.Term;
import io.rolloutoperator.kube.fence.WritePermit.Granted;
import io.rolloutoperator.kube.fence.WritePermit.Refused;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseFenceTest {
  private static final Term TERM = new Term(7, "host_1");

  private final FakeClock clock = new FakeClock();
  private final LeaseFence fence = LeaseFence.closed(LeaseTiming.DEFAULT, clock);

  /**
   * Age of the last renewal, jump of the wall clock meanwhile, and what a write may take, or
   * nothing.
   */
  @ParameterizedTest(name = "{0} ms after the renewal, wall clock off by {1} ms: {2}")
  @CsvSource({
    "0,      0,      10000",
    "3999,   0,      10000",
    "4000,   0,      10000",
    "4001,   0,      9999",
    "9000,   0,      5000",
    "9999,   0,      4001",
    "10000,  0,      ",
    "15000,  0,      ",
    "86400000, 0,    ",
    // The wall clock ahead: the machine may have slept.
    "1000,   5000,   10000",
    "1000,   5001,   ",
    "1000,   300000, ",
    // The wall clock set back: says nothing about the time that passed.
    "1000,   -1,     10000",
    "1000,   -300000, 10000",
    "9999,   -300000, 4001",
    "10000,  -300000, ",
  })
  void mayWriteOnlyWhileTheRenewalIsYoung(long ageMillis, long jumpMillis, Long deadlineMillis) {
    fence.renewed(TERM, Sent.at(clock));
    clock.advance(Duration.ofMillis(ageMillis));
    clock.jumpWall(Duration.ofMillis(jumpMillis));

    WritePermit permit = fence.permit();

    assertEquals(deadlineMillis != null, fence.mayWrite());
    switch (permit) {
      case Granted(String epoch, Duration deadline) -> {
        assertThat(epoch).isEqualTo("7/host_1");
        assertThat(deadline)
            .isEqualTo(Duration.ofMillis(deadlineMillis == null ? -1 : deadlineMillis));
      }
      case Refused(String reason) -> {
        assertThat(deadlineMillis).as(reason).isNull();
        assertThat(reason).isNotBlank();
      }
    }
  }

  @ParameterizedTest(name = "lease {0} s, deadline {1} s, {2} s after the renewal: {3} ms")
  @CsvSource({
    "15, 10, 9, 5000",
    "60, 40, 39, 10000",
    "60, 40, 40, ",
    "3, 2, 1, 1000",
    "3, 2, 2, ",
  })
  void noRequestOutlivesTheLease(long lease, long renew, long age, Long deadlineMillis) {
    LeaseTiming timing =
        new LeaseTiming(
            Duration.ofSeconds(lease), Duration.ofSeconds(renew), Duration.ofMillis(500));
    LeaseFence other = LeaseFence.closed(timing, clock);
    other.renewed(TERM, Sent.at(clock));
    clock.advance(Duration.ofSeconds(age));

    if (other.permit() instanceof Granted(String _, Duration deadline)) {
      assertThat(deadline)
          .isEqualTo(Duration.ofMillis(deadlineMillis == null ? -1 : deadlineMillis));
      assertThat(deadline.plusSeconds(age)).isLessThan(timing.leaseDuration());
    } else {
      assertThat(deadlineMillis).isNull();
    }
  }

  @Test
  void isClosedBeforeTheLeaseIsWon() {
    assertThat(fence.permit()).isEqualTo(new Refused("the lease is not held"));
  }

  @Test
  void aRenewalReopensItAfterAClockJump() {
    fence.renewed(TERM, Sent.at(clock));
    clock.jumpWall(Duration.ofHours(1));
    assertThat(fence.mayWrite()).isFalse();

    fence.renewed(TERM, Sent.at(clock));

    assertThat(fence.mayWrite()).isTrue();
  }

  @Test
  void aLateAnswerDoesNotMakeTheLeaseYounger() {
    Sent early = Sent.at(clock);
    clock.advance(Duration.ofSeconds(4));
    fence.renewed(TERM, Sent.at(clock));
    clock.advance(Duration.ofSeconds(8));

    fence.renewed(TERM, early);

    assertThat(fence.permit()).isEqualTo(new Granted("7/host_1", Duration.ofSeconds(6)));
  }

  @Test
  void anAnswerThatComesAfterTheDeadlineOpensNothing() {
    Sent early = Sent.at(clock);
    clock.advance(Duration.ofSeconds(12));

    fence.renewed(TERM, early);

    assertThat(fence.mayWrite()).isFalse();
  }

  @Test
  void staysClosedOnceEnded() {
    fence.renewed(TERM, Sent.at(clock));
    fence.end("released");
    fence.renewed(TERM, Sent.at(clock));
    fence.end("something else");

    assertThat(fence.permit()).isEqualTo(new Refused("released"));
  }

  @Test
  void aStoppedProcessThatWakesUpDoesNotWrite() {
    fence.renewed(TERM, Sent.at(clock));
    clock.advance(Duration.ofSeconds(20)); // SIGSTOP, SIGCONT: both clocks went on

    assertThat(fence.permit())
        .isEqualTo(new Refused("the last renewal of the lease was sent 20.0 s ago"));
  }

  @Test
  void withoutElectionItIsAlwaysOpenUntilTheEnd() {
    LeaseFence open = LeaseFence.unfenced("host_1");
    assertThat(open.permit()).isEqualTo(new Granted("0/host_1", Duration.ofSeconds(10)));

    open.end("the process stops");

    assertThat(open.mayWrite()).isFalse();
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource({
    "0, 1, 1, lease duration must be at least 1s",
    "10, 10, 2, lease duration 10s must be at least 1s longer than the renew deadline 10s",
    "15, 2, 2, renew deadline 2s must be longer than the retry period 2s",
    "15, 10, 0, 'retry period must be positive, got 0s'",
  })
  void refusesTimesThatCannotWork(long lease, long renew, long retry, String problem) {
    assertThatThrownBy(
            () ->
                new LeaseTiming(
                    Duration.ofSeconds(lease),
                    Duration.ofSeconds(renew),
                    Duration.ofSeconds(retry)))
        .hasMessageContaining(problem);
  }
}

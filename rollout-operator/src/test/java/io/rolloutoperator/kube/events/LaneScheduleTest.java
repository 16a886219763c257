package io.rolloutoperator.kube.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.fence.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LaneScheduleTest {
  private final FakeClock clock = new FakeClock();
  private final EventLane first = new EventLane();
  private final EventLane second = new EventLane();
  private boolean passesWait;
  private final LaneSchedule schedule = new LaneSchedule(clock::nanoTime, () -> passesWait);

  @Test
  void lanesComeInTheirOrder() {
    schedule.add(first);
    schedule.add(second);

    assertThat(schedule.poll()).isSameAs(first);
    assertThat(schedule.poll()).isSameAs(second);
    assertThat(schedule.poll()).isNull();
    assertThat(schedule.pauseNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void passesThatWaitGoFirst() {
    passesWait = true;
    schedule.add(first);

    assertThat(schedule.poll()).isNull();
    assertThat(schedule.pauseNanos()).isBetween(1L, Duration.ofMillis(100).toNanos());

    passesWait = false;
    assertThat(schedule.poll()).isSameAs(first);
  }

  @Test
  void passesThatWaitOnAndOnDoNotHoldUpAnEventLongerThanThreeSeconds() {
    passesWait = true;
    schedule.add(first);
    clock.advance(Duration.ofSeconds(2));
    schedule.add(second);
    clock.advance(Duration.ofSeconds(1));

    assertThat(schedule.poll()).isSameAs(first);
    assertThat(schedule.poll()).isNull();
  }

  @Test
  void whoIsInAHurryLetsNobodyGoFirst() {
    passesWait = true;
    schedule.add(first);
    schedule.hurry(true);

    assertThat(schedule.poll()).isSameAs(first);
  }

  @Test
  void aLaneThatFailedComesAfterItsPause() {
    first.retryAt(clock.nanoTime() + Duration.ofSeconds(5).toNanos());
    schedule.rest(first);

    assertThat(schedule.poll()).isNull();
    assertThat(schedule.pauseNanos()).isEqualTo(Duration.ofSeconds(5).toNanos());

    clock.advance(Duration.ofSeconds(5));
    assertThat(schedule.poll()).isSameAs(first);
  }

  @Test
  void aHurryEndsPausesThatHaveBegun() {
    first.retryAt(clock.nanoTime() + Duration.ofSeconds(5).toNanos());
    schedule.rest(first);
    schedule.hurry(true);

    assertThat(schedule.poll()).isSameAs(first);
  }
}

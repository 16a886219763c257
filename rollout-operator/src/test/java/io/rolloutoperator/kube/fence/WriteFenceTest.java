package io.rolloutoperator.kube.fence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.fence.FenceVerdict.Behind;
import io.rolloutoperator.kube.fence.FenceVerdict.CaughtUp;
import io.rolloutoperator.kube.fence.FenceVerdict.ReadLive;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteFenceTest {
  private static final ObjectKey ROLLOUT = new ObjectKey("argoproj.io", "Rollout", "ns", "web");
  private static final ObjectKey OTHER = new ObjectKey("argoproj.io", "Rollout", "ns", "api");
  private static final ObjectKey RS = new ObjectKey("apps", "ReplicaSet", "ns", "web-1");

  private final FakeClock clock = new FakeClock();
  private final WriteFence fence = new WriteFence(clock);

  /** A write of version 100; what the cache shows when; the verdict. */
  @ParameterizedTest(name = "cache shows {0} after {1} s: {2}")
  @CsvSource({
    "99,    0,  BEHIND",
    "100,   0,  CAUGHT_UP",
    "101,   0,  CAUGHT_UP",
    "1000,  0,  CAUGHT_UP", // a text comparison would say otherwise
    "9,     0,  BEHIND",
    ",      0,  BEHIND",
    "99,    29, BEHIND",
    "99,    30, READ_LIVE",
    ",      31, READ_LIVE",
    "100,   31, CAUGHT_UP",
    "x100,  0,  BEHIND",
    "340282366920938463463374607431768211456, 0, CAUGHT_UP",
  })
  void aWriteIsWaitedForAndThenReadLive(String cached, long seconds, String verdict) {
    fence.wrote(ROLLOUT, RS, "100");
    clock.advance(Duration.ofSeconds(seconds));

    assertVerdict(verdict, cached);
  }

  /** A delete of version 100. */
  @ParameterizedTest(name = "cache shows {0} after {1} s: {2}")
  @CsvSource({
    "100, 0,  BEHIND",
    "99,  0,  BEHIND",
    "101, 0,  CAUGHT_UP", // has a deletion timestamp now, or was made anew
    ",    0,  CAUGHT_UP",
    "100, 30, READ_LIVE",
  })
  void aDeleteIsWaitedForUntilTheCacheMoves(String cached, long seconds, String verdict) {
    fence.deleted(ROLLOUT, RS, "100");
    clock.advance(Duration.ofSeconds(seconds));

    assertVerdict(verdict, cached);
  }

  @ParameterizedTest(name = "cache shows {0}")
  @CsvSource({"99", "100", "''"})
  void anUnknownOutcomeIsReadLiveAtOnce(String cached) {
    fence.unknownOutcome(ROLLOUT, RS);

    assertVerdict("READ_LIVE", cached.isEmpty() ? null : cached);
  }

  @Test
  void afterALiveReadTheCacheMustCatchUpWithIt() {
    fence.unknownOutcome(ROLLOUT, RS);
    fence.readLive(ROLLOUT, RS, "105");

    assertThat(fence.check(ROLLOUT, Map.of(RS, "104"))).isEqualTo(new Behind(Set.of(RS)));
    assertThat(fence.check(ROLLOUT, Map.of(RS, "105"))).isEqualTo(new CaughtUp());
    assertThat(fence.size()).isZero();
  }

  @Test
  void whatALiveReadDoesNotFindNeedsNoFence() {
    fence.wrote(ROLLOUT, RS, "100");
    fence.readLive(ROLLOUT, RS, null);

    assertThat(fence.check(ROLLOUT, Map.of())).isEqualTo(new CaughtUp());
    assertThat(fence.size()).isZero();
  }

  @Test
  void aSuccessAfterAnUnknownOutcomeReplacesIt() {
    fence.unknownOutcome(ROLLOUT, RS);
    fence.wrote(ROLLOUT, RS, "100");

    assertThat(fence.check(ROLLOUT, Map.of(RS, "99"))).isEqualTo(new Behind(Set.of(RS)));
  }

  @Test
  void waitsForTheOwnStatusToo() {
    fence.wrote(ROLLOUT, ROLLOUT, "7");

    assertThat(fence.check(ROLLOUT, Map.of(ROLLOUT, "6", RS, "99")))
        .isEqualTo(new Behind(Set.of(ROLLOUT)));
  }

  @Test
  void waitingComesBeforeReadingLive() {
    fence.unknownOutcome(ROLLOUT, ROLLOUT);
    fence.wrote(ROLLOUT, RS, "100");

    assertThat(fence.check(ROLLOUT, Map.of())).isEqualTo(new Behind(Set.of(RS)));
    assertThat(fence.check(ROLLOUT, Map.of(RS, "100"))).isEqualTo(new ReadLive(Set.of(ROLLOUT)));
  }

  @Test
  void oneOwnersWritesDoNotHoldUpAnother() {
    fence.wrote(ROLLOUT, RS, "100");

    assertThat(fence.check(OTHER, Map.of())).isEqualTo(new CaughtUp());
  }

  @Test
  void aDeletedOwnerLeavesNothingBehind() {
    fence.wrote(ROLLOUT, RS, "100");
    fence.unknownOutcome(ROLLOUT, ROLLOUT);

    fence.forget(ROLLOUT);

    assertThat(fence.size()).isZero();
  }

  private void assertVerdict(String verdict, @Nullable String cached) {
    Map<ObjectKey, String> snapshot = cached == null ? Map.of() : Map.of(RS, cached);
    FenceVerdict expected =
        switch (verdict) {
          case "BEHIND" -> new Behind(Set.of(RS));
          case "READ_LIVE" -> new ReadLive(Set.of(RS));
          case "CAUGHT_UP" -> new CaughtUp();
          default -> throw new IllegalArgumentException(verdict);
        };
    assertThat(fence.check(ROLLOUT, snapshot)).isEqualTo(expected);
    assertThat(fence.size()).isEqualTo(expected instanceof CaughtUp ? 0 : 1);
  }
}

package io.rolloutoperator.gitsync.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.writeback.CommitBudget.Decision;
import io.rolloutoperator.gitsync.writeback.CommitBudget.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitBudgetTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final BadRelease RELEASE =
      new BadRelease("shop", "my-app", "0f1e2d3", "1a2b3c4", "h", "b", List.of(), List.of());

  @ParameterizedTest
  @CsvSource({"4,0", "4,3", "1,0"})
  void belowTheLimitACommitIsGranted(int limit, int recent) {
    assertThat(decide(limit, recent, Duration.ofMinutes(10))).isEqualTo(new Decision.Granted());
  }

  @ParameterizedTest
  @CsvSource({
    "4,4,4 commits in the last hour",
    "4,7,7 commits in the last hour",
    "1,1,1 commit in the last hour"
  })
  void atTheLimitNoneIs(int limit, int recent, String message) {
    assertThat(decide(limit, recent, Duration.ofMinutes(10)))
        .isInstanceOfSatisfying(
            Decision.Exhausted.class,
            exhausted -> assertThat(exhausted.message()).isEqualTo(message));
  }

  @Test
  void anHourAfterTheOldestThatCountsOneMoreIsGranted() {
    List<Past> past = List.of(past(50), past(10), past(30), past(20), past(59));
    assertThat(new CommitBudget(4).decide(RELEASE, past, NOW))
        .isEqualTo(new Decision.Exhausted(5, NOW.plus(Duration.ofMinutes(10))));
    assertThat(new CommitBudget(4).decide(RELEASE, past, NOW.plus(Duration.ofMinutes(10))))
        .isEqualTo(new Decision.Granted());
  }

  @Test
  void commitsOfAnHourAgoDoNotCount() {
    assertThat(decide(4, 10, Duration.ofHours(1))).isEqualTo(new Decision.Granted());
  }

  @Test
  void aBadCommitIsUndoneOnceHoweverLongAgo() {
    Past before = new Past(NOW.minus(Duration.ofDays(30)), "c0ffee", "1a2b3c4", "shop/my-app");
    assertThat(new CommitBudget(4).decide(RELEASE, List.of(before), NOW))
        .isEqualTo(new Decision.Spent(before));
  }

  @Test
  void aBadCommitIsUndoneForEachOfItsRollouts() {
    Past other = new Past(NOW.minus(Duration.ofDays(30)), "c0ffee", "1a2b3c4", "shop/other");
    assertThat(new CommitBudget(4).decide(RELEASE, List.of(other), NOW))
        .isEqualTo(new Decision.Granted());
  }

  private static Decision decide(int limit, int recent, Duration ago) {
    List<Past> past =
        IntStream.range(0, recent)
            .mapToObj(i -> new Past(NOW.minus(ago), "c" + i, "bad" + i, "shop/my-app"))
            .toList();
    return new CommitBudget(limit).decide(RELEASE, past, NOW);
  }

  private static Past past(int minutesAgo) {
    return new Past(
        NOW.minus(Duration.ofMinutes(minutesAgo)), "c", "bad" + minutesAgo, "shop/my-app");
  }
}

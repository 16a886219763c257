package io.rolloutoperator.kube.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.fence.ObjectKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long is waited after passes that did not succeed. */
class PausesTest {

  private static final ObjectKey WEB = new ObjectKey("argoproj.io", "Rollout", "shop", "web");
  private static final ObjectKey API = new ObjectKey("argoproj.io", "Rollout", "shop", "api");

  @Test
  void afterFailuresGrowToTenSecondsEvenIfEveryReasonIsAnother() {
    Failures failures = new Failures();
    List<Duration> pauses =
        IntStream.range(0, 20).mapToObj(i -> failures.pauseAfter(WEB, "number " + i)).toList();
    assertThat(pauses).isSorted().startsWith(Duration.ofMillis(5)).endsWith(Duration.ofSeconds(10));
    assertThat(pauses.get(10)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(failures.pauseAfter(API, "other")).isEqualTo(Duration.ofMillis(5));

    failures.forget(WEB);
    assertThat(failures.pauseAfter(WEB, "again")).isEqualTo(Duration.ofMillis(5));
  }

  @Test
  void afterConflictsGrowToOneSecondWithinTen() {
    Conflicts conflicts = new Conflicts();
    List<Duration> pauses =
        IntStream.range(0, 12).mapToObj(_ -> conflicts.pauseAfter(WEB)).toList();
    assertThat(pauses).isSorted().startsWith(Duration.ofMillis(2), Duration.ofMillis(4));
    assertThat(pauses.subList(9, 12)).containsOnly(Duration.ofSeconds(1));
    assertThat(conflicts.pauseAfter(API)).isEqualTo(Duration.ofMillis(2));

    conflicts.forget(WEB);
    assertThat(conflicts.pauseAfter(WEB)).isEqualTo(Duration.ofMillis(2));
  }
}
